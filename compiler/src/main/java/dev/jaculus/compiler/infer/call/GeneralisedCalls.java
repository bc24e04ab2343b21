package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Ufunc;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of ufuncs that the user made with {@code @guvectorize}: loops over the dimensions before the core ones. The loops are written as
 * source text and compiled like any function.
 */
public final class GeneralisedCalls {
    private GeneralisedCalls() {}

    /**
     * An operand as the loops see it.
     *
     * @param core the names of its core dimensions
     * @param takes what the function takes of it
     */
    private record Operand(String name, Type type, boolean input, List<String> core, Type takes) {
        /** How many dimensions come before the core. */
        int loops() {
            return (type instanceof Type.Array array ? array.rank() : 0) - core.size();
        }

        /** Whether the function takes its number as an array of one element. */
        boolean single() {
            return core.isEmpty() && takes instanceof Type.Array;
        }
    }

    static Value call(Scope f, Frozen.Vectorized ufunc, Request.Layout layout, CallArguments arguments) {
        List<List<String>> cores = new ArrayList<>(layout.inputs());
        cores.addAll(layout.outputs());
        int inputs = layout.inputs().size();
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
            String operand = i < inputs ? "Input operand " + i : "Output operand " + (i - inputs);
            types.add(checked(ufunc, value, operand, cores.get(i).size(), arguments));
            passed.add(value);
        }
        List<Type> loop = loop(ufunc, types, cores, inputs, arguments);
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            operands.add(new Operand(parameters[i], types.get(i), i < inputs, cores.get(i), loop.get(i)));
        }
        return f.functions().call(f, definition(text(operands)), new CallArguments(arguments.place(), passed));
    }

    private static Type checked(
            Frozen.Vectorized ufunc, Value value, String operand, int core, CallArguments arguments) {
        if (value instanceof Computed c && c.type() instanceof Type.Array array && array.rank() >= core) {
            return array;
        }
        if (value instanceof Computed c && c.type() instanceof Scalar && core == 0 && operand.startsWith("I")) {
            return c.type();
        }
        if (value instanceof Computed c && (c.type() instanceof Type.Array || c.type() instanceof Scalar)) {
            int rank = c.type() instanceof Type.Array array ? array.rank() : 0;
            throw Errors.fewDimensions(
                    arguments.at(value),
                    "%s: %s does not have enough dimensions (has %d, gufunc core with signature %s requires %d)"
                            .formatted(
                                    ufunc.name(),
                                    operand,
                                    rank,
                                    ufunc.layout().orElseThrow().text(),
                                    core));
        }
        throw Errors.argument(arguments.at(value), ufunc.name(), Describe.value(value), "a number or an array");
    }

    /** The loop for these operands. One that is made for them takes numbers as inputs without core, arrays of one as outputs. */
    private static List<Type> loop(
            Frozen.Vectorized ufunc, List<Type> types, List<List<String>> cores, int inputs, CallArguments arguments) {
        for (List<Type> loop : ufunc.loops()) {
            boolean takes = true;
            for (int i = 0; i < types.size(); i++) {
                Scalar from = element(types.get(i)), to = element(loop.get(i));
                takes &= i < inputs ? Ufunc.converts(from, to, false) : from.equals(to);
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
            Scalar element = element(types.get(i));
            boolean number = cores.get(i).isEmpty() && i < inputs;
            loop.add(number ? element : new Type.Array(element, 1, Type.Layout.A, false, 0));
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
                new Request.Options(false, FastMath.NONE, false),
                true,
                List.of());
    }

    private static String text(List<Operand> operands) {
        int rank = operands.stream().mapToInt(Operand::loops).max().orElse(0);
        StringBuilder text = new StringBuilder("def loops(function, "
                + String.join(", ", operands.stream().map(Operand::name).toList()) + "):\n");
        checkCores(operands, text);
        for (Operand one : operands) {
            if (one.type() instanceof Type.Array a && !a.element().equals(element(one.takes()))) {
                text.append("    %s = %s.astype(np.%s)\n".formatted(one.name(), one.name(), element(one.takes())));
            }
        }
        for (int d = 0; d < rank; d++) {
            length(operands, d, rank, text);
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

    /** A name stands for one length. */
    private static void checkCores(List<Operand> operands, StringBuilder text) {
        Map<String, String> known = new LinkedHashMap<>();
        for (Operand one : operands) {
            for (int d = 0; d < one.core().size(); d++) {
                String length = "%s.shape[%d]".formatted(one.name(), one.loops() + d);
                String first = known.putIfAbsent(one.core().get(d), length);
                if (first != null) {
                    text.append("    if %s != %s:\n".formatted(first, length));
                    text.append("        raise ValueError('Operand has a mismatch in one of its core dimensions')\n");
                }
            }
        }
    }

    /** The length of a dimension of the loops. Inputs that have one item along it, or do not have it, are used all along. */
    private static void length(List<Operand> operands, int d, int rank, StringBuilder text) {
        text.append("    n%d = 1\n".formatted(d));
        for (Operand one : operands) {
            int axis = d - rank + one.loops();
            String raise = "raise ValueError('Loop and array shapes are incompatible')\n";
            if (axis < 0) {
                text.append(one.input() ? "" : "    " + raise);
                continue;
            }
            String length = "%s.shape[%d]".formatted(one.name(), axis);
            text.append("    if %s != 1:\n".formatted(length));
            text.append("        if n%d != 1 and n%d != %s:\n            ".formatted(d, d, length) + raise);
            text.append("        n%d = %s\n".formatted(d, length));
            if (!one.input()) {
                text.append("    if n%d != %s:\n        ".formatted(d, length) + raise);
            }
        }
    }

    private static String item(Operand one, int rank) {
        if (one.loops() == 0 && one.type() instanceof Scalar) {
            String number = "np.%s(%s)".formatted(element(one.takes()), one.name());
            return one.single() ? "np.full(1, %s)".formatted(number) : number;
        }
        List<String> index = new ArrayList<>();
        for (int axis = 0; axis < one.loops(); axis++) {
            int d = rank - one.loops() + axis;
            index.add("min(i%d, %s.shape[%d] - 1)".formatted(d, one.name(), axis));
        }
        if (index.isEmpty()) {
            return one.name();
        }
        if (one.single()) {
            index.set(index.size() - 1, "%s:%s + 1".formatted(index.getLast(), index.getLast()));
        }
        return "%s[%s]".formatted(one.name(), String.join(", ", index));
    }
}
