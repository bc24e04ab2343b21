package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request;
import dev.jaculus.compiler.Request.Frozen;
import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of ufuncs that the user made with {@code @guvectorize}: loops over the dimensions before the core ones. The loops are written as
 * source text and compiled like any function.
 */
final class GeneralisedCalls {
    private GeneralisedCalls() {}

    /**
     * An operand as the loops see it.
     *
     * @param loops how many dimensions come before its core
     * @param single whether the function takes a number of this operand as an array of one element
     */
    private record Operand(String name, Type type, int loops, boolean single) {}

    static Value call(FunctionInference f, Frozen.Vectorized ufunc, Request.Layout layout, CallArguments arguments) {
        List<Integer> cores = new ArrayList<>(layout.inputs());
        cores.addAll(layout.outputs());
        String[] parameters = new String[cores.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = "x" + i;
        }
        List<Optional<Value>> bound = arguments.bind(ufunc.name(), parameters);
        List<Type> types = new ArrayList<>();
        List<Value> passed = new ArrayList<>();
        passed.add(new Value.Fixed(new Frozen.Kernel(ufunc.function())));
        for (int i = 0; i < parameters.length; i++) {
            Value value = bound.get(i).orElseThrow();
            types.add(checked(ufunc, value, cores.get(i), i < layout.inputs().size(), arguments));
            passed.add(value);
        }
        List<Type> loop = loop(ufunc, types, cores, layout.inputs().size(), arguments);
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            boolean single = cores.get(i) == 0 && loop.get(i) instanceof Type.Array;
            int rank = types.get(i) instanceof Type.Array array ? array.rank() : 0;
            operands.add(new Operand(parameters[i], types.get(i), rank - cores.get(i), single));
        }
        return f.instances.call(f, definition(text(operands)), new CallArguments(arguments.place(), passed));
    }

    private static Type checked(
            Frozen.Vectorized ufunc, Value value, int core, boolean input, CallArguments arguments) {
        if (value instanceof Computed c) {
            if (c.type() instanceof Type.Array array && array.rank() >= core) {
                return array;
            }
            if (c.type() instanceof Scalar && core == 0 && input) {
                return c.type();
            }
        }
        String wanted =
                core == 0 && input ? "a number or an array" : "an array of at least %d dimensions".formatted(core);
        throw Errors.argument(arguments.at(value), ufunc.name(), Describe.value(value), wanted);
    }

    /** The loop for these operands. One that is made for them takes numbers as inputs without core, arrays of one as outputs. */
    private static List<Type> loop(
            Frozen.Vectorized ufunc, List<Type> types, List<Integer> cores, int inputs, CallArguments arguments) {
        for (List<Type> loop : ufunc.loops()) {
            boolean takes = true;
            for (int i = 0; i < types.size(); i++) {
                takes &= element(types.get(i)).equals(element(loop.get(i)));
            }
            if (takes) {
                return loop;
            }
        }
        if (!ufunc.open()) {
            String what =
                    String.join(" and ", types.stream().map(Describe::type).toList());
            throw Errors.argument(
                    arguments.place(), ufunc.name(), what, "operands of the types of one of its signatures");
        }
        List<Type> loop = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            boolean number = cores.get(i) == 0 && i < inputs;
            loop.add(
                    number ? element(types.get(i)) : new Type.Array(element(types.get(i)), 1, Type.Layout.A, false, 0));
        }
        return loop;
    }

    private static Scalar element(Type type) {
        return type instanceof Type.Array array ? array.element() : (Scalar) type;
    }

    private static Definition definition(String text) {
        SourceFile file = new SourceFile("<loops of a ufunc>", text);
        Stmt.FunctionDef tree = (Stmt.FunctionDef) Parser.module(file).body().getFirst();
        Map<String, Value> names = Map.of("np", new Value.Fixed(new Frozen.Module("numpy")));
        return new Definition(
                "loops",
                file,
                tree,
                name -> Optional.ofNullable(names.get(name)),
                List.of(),
                new Request.Options(false, false, false),
                true,
                List.of());
    }

    /** Where an operand has one item along a dimension, that item is used all along. */
    private static String text(List<Operand> operands) {
        int rank = operands.stream().mapToInt(Operand::loops).max().orElse(0);
        StringBuilder text = new StringBuilder("def loops(function, "
                + String.join(", ", operands.stream().map(Operand::name).toList()) + "):\n");
        for (int d = 0; d < rank; d++) {
            text.append("    n%d = 1\n".formatted(d));
            for (Operand one : operands) {
                int axis = d - rank + one.loops();
                if (axis >= 0) {
                    String length = "%s.shape[%d]".formatted(one.name(), axis);
                    text.append("    if %s != 1:\n".formatted(length));
                    text.append("        if n%d != 1 and n%d != %s:\n".formatted(d, d, length));
                    text.append("            raise ValueError('operands could not be broadcast together')\n");
                    text.append("        n%d = %s\n".formatted(d, length));
                }
            }
        }
        String indent = "    ";
        for (int d = 0; d < rank; d++) {
            text.append("%sfor i%d in range(n%d):\n".formatted(indent, d, d));
            indent += "    ";
        }
        List<String> items = operands.stream().map(one -> item(one, rank)).toList();
        return text.append(indent + "function(" + String.join(", ", items) + ")\n")
                .toString();
    }

    private static String item(Operand one, int rank) {
        if (one.loops() == 0) {
            return one.single() && one.type() instanceof Scalar ? "np.full(1, %s)".formatted(one.name()) : one.name();
        }
        List<String> index = new ArrayList<>();
        for (int axis = 0; axis < one.loops(); axis++) {
            int d = rank - one.loops() + axis;
            index.add("min(i%d, %s.shape[%d] - 1)".formatted(d, one.name(), axis));
        }
        if (one.single()) {
            index.set(index.size() - 1, "%s:%s + 1".formatted(index.getLast(), index.getLast()));
        }
        return "%s[%s]".formatted(one.name(), String.join(", ", index));
    }
}
