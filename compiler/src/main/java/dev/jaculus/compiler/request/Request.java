package dev.jaculus.compiler.request;

import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.ObjectClass;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.syntax.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a compilation depends on; the same request gives the same result.
 *
 * @param root which of {@code functions} is the kernel
 * @param result the declared result type of an explicit signature
 * @param library the sources of our NumPy library, by module name such as {@code numpy.creation}
 * @param overloads what the user implements for kernels
 * @param constants arguments that are known when the kernel is compiled, by their positions: functions, whose types say none, and numbers and
 *     texts that the kernel is compiled for, which are passed although nothing reads them
 * @param vectorMath what the C library where it will run computes for vectors
 * @param classes those that instances among its values are of, by the number in their types
 * @param counted whether the executions of the lines of the user's functions are counted
 */
public record Request(
        List<Source> functions,
        int root,
        List<Type> arguments,
        Optional<Type> result,
        Map<String, SourceFile> library,
        List<Overload> overloads,
        Map<Integer, Frozen> constants,
        Map<Integer, ClassSource> classes,
        VectorMath vectorMath,
        boolean counted) {
    public Request {
        functions = List.copyOf(functions);
        arguments = List.copyOf(arguments);
        library = Map.copyOf(library);
        overloads = List.copyOf(overloads);
        constants = Map.copyOf(constants);
        classes = Map.copyOf(classes);
    }

    /** Whether this argument is passed although it is known: a constant that the kernel is compiled for. */
    public boolean isLiteral(int position) {
        return constants.containsKey(position) && !(arguments.get(position) instanceof Type.None);
    }

    /** A request without overloads and constants. */
    public Request(
            List<Source> functions,
            int root,
            List<Type> arguments,
            Optional<Type> result,
            Map<String, SourceFile> library) {
        this(functions, root, arguments, result, library, List.of(), Map.of(), Map.of(), VectorMath.NONE, false);
    }

    /**
     * A function's text and what its free names mean.
     *
     * @param names globals and closure cells that it reads, frozen
     * @param defaults of its last parameters
     * @param signatures the only ones that it is compiled for; none where it is compiled for what it is called with
     * @param inClass the class in which it is written, where that has private names ({@code __name}) which the function uses
     */
    public record Source(
            String name,
            SourceFile file,
            Map<String, Frozen> names,
            List<Frozen> defaults,
            Options options,
            List<Signature> signatures,
            Optional<String> inClass) {
        public Source {
            names = Map.copyOf(names);
            defaults = List.copyOf(defaults);
            signatures = List.copyOf(signatures);
        }

        /** A function that is compiled for whatever it is called with. */
        public Source(String name, SourceFile file, Map<String, Frozen> names, List<Frozen> defaults, Options options) {
            this(name, file, names, defaults, options, List.of(), Optional.empty());
        }
    }

    /**
     * A class whose instances kernels use. What its members are is a number among the request's functions, but for constants.
     *
     * @param methods take the instance first; `statics` do not
     * @param getters and setters are those of properties
     */
    public record ClassSource(
            Type.Instance type,
            ObjectClass layout,
            Map<String, Integer> methods,
            Map<String, Integer> statics,
            Map<String, Integer> getters,
            Map<String, Integer> setters,
            Map<String, Frozen> constants) {
        public ClassSource {
            methods = Map.copyOf(methods);
            statics = Map.copyOf(statics);
            getters = Map.copyOf(getters);
            setters = Map.copyOf(setters);
            constants = Map.copyOf(constants);
        }
    }

    /** The types that a function is compiled for, and that of its result where it is declared. */
    public record Signature(List<Type> arguments, Optional<Type> result) {
        public Signature {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The decorator's options that change the code.
     *
     * @param raiseOnZeroDivision Numba's {@code error_model='python'}
     * @param fastmath what may be done to floats
     * @param boundscheck whether an index out of bounds raises IndexError
     * @param parallel whether the iterations of {@code prange} may run at the same time
     * @param locals variables whose types the user has chosen
     * @param own which of the options that a function else has from its caller the decorator sets
     */
    public record Options(
            boolean raiseOnZeroDivision,
            FastMath fastmath,
            boolean boundscheck,
            boolean parallel,
            Map<String, Type> locals,
            Set<Inherited> own) {
        /** Options that a function without them has from the kernel that calls it, as under Numba. */
        public enum Inherited {
            ERROR_MODEL,
            FASTMATH
        }

        public Options {
            locals = Map.copyOf(locals);
            own = Set.copyOf(own);
        }

        /** As a call from a function with these options has them. */
        public Options under(Options caller) {
            return new Options(
                    own.contains(Inherited.ERROR_MODEL) ? raiseOnZeroDivision : caller.raiseOnZeroDivision,
                    own.contains(Inherited.FASTMATH) ? fastmath : caller.fastmath,
                    boundscheck,
                    parallel,
                    locals,
                    own);
        }

        public Options(boolean raiseOnZeroDivision, FastMath fastmath, boolean boundscheck, boolean parallel) {
            this(raiseOnZeroDivision, fastmath, boundscheck, parallel, Map.of(), Set.of());
        }

        public Options(boolean raiseOnZeroDivision, FastMath fastmath, boolean boundscheck) {
            this(raiseOnZeroDivision, fastmath, boundscheck, false);
        }

        public static final Options DEFAULT = new Options(true, FastMath.NONE, false);
    }

    /** A Python value frozen when the request was made. */
    // spotless:off
    public sealed interface Frozen {
        record Int(java.math.BigInteger value) implements Frozen {}
        record Float(double value) implements Frozen {}
        record Complex(double real, double imaginary) implements Frozen {}
        /** A NumPy scalar with a type that Python's numbers do not have: np.int8(3). */
        record Typed(Type.Scalar type, Frozen value) implements Frozen {}
        record Bool(boolean value) implements Frozen {}
        record Str(String value) implements Frozen {}
        record None() implements Frozen {}
        record Tuple(List<Frozen> items) implements Frozen {}
        /** {@code slice(start, stop, step)}, of ints and Nones. */
        record Slice(Frozen start, Frozen stop, Frozen step) implements Frozen {}
        /** A module that the compiler knows: numpy, math. */
        record Module(String name) implements Frozen {}
        /** An object of a known module by its canonical name: numpy.round, numpy.int16, builtins.len. */
        record Attribute(String name) implements Frozen {}
        /** Another of the request's functions. */
        record Kernel(int index) implements Frozen {}
        /** A function that the request's overload of this number implements. */
        record Overloaded(int index) implements Frozen {}
        /**
         * A ufunc made of another of the request's functions.
         *
         * @param identity what a reduction begins with
         * @param layout of a generalised one: its core dimensions
         * @param loops the types of its loops' operands, inputs first; of no use when it is `open` to new types
         */
        record Vectorized(String name, int function, Optional<Integer> identity, Optional<Layout> layout, List<List<Type>> loops, boolean open) implements Frozen {}
        /**
         * An exception class; the index is the host's, -1 for a builtin. A user's class brings its bases, nearest first: the name of a
         * builtin, or name#index.
         */
        record ExceptionClass(String name, int index, List<String> bases) implements Frozen {
            public ExceptionClass(String name, int index) {
                this(name, index, List.of());
            }
        }
        /** A namedtuple's class, with the defaults of its last fields. */
        record NamedClass(Type.Names names, List<Frozen> defaults) implements Frozen {}
        /** A namedtuple. */
        record NamedItems(Type.Names names, List<Frozen> items) implements Frozen {}
        /** A class of the request's. */
        record Class(int index) implements Frozen {}
        /** A function in LLVM's language: the text of its definition, its parameters' types and its result's. */
        record Inlined(String name, String definition, List<Type.Scalar> parameters, Type.Scalar result) implements Frozen {}
        /**
         * A C function that the host puts the address of under this symbol.
         *
         * @param parameters the types of numbers, "pointer", or of what it points to: "pointer(float64)"
         * @param result empty where it gives nothing
         */
        record Foreign(String name, String symbol, List<String> parameters, Optional<Type.Scalar> result) implements Frozen {}
        /** The address that the host puts under this symbol, an int64. */
        record Address(String symbol) implements Frozen {}
        /** A type object: jaculus.int32. */
        record TypeObject(Type type) implements Frozen {}
        /** A module of the user's, with the attributes that are read. */
        record Namespace(Map<String, Frozen> attributes) implements Frozen {}
        /** Elements in C order, as bytes. */
        record Array(Type.Scalar element, List<Integer> shape, Bytes data) implements Frozen {}
        /** Something the compiler has no use for, in words: "a dict". An error only where it is read. */
        record Unsupported(String what) implements Frozen {}
    }
    // spotless:on

    /** The names of the core dimensions of each operand of a generalised ufunc, and the text that says them. */
    public record Layout(String text, List<List<String>> inputs, List<List<String>> outputs) {
        public Layout {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }
}
