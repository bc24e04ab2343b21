package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arithmetic of the module `operator`: the operators themselves, with the error model of the function that calls them. */
public final class OperatorCalls {
    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("add", Operator.ADD),
            Map.entry("sub", Operator.SUB),
            Map.entry("mul", Operator.MULT),
            Map.entry("matmul", Operator.MATMULT),
            Map.entry("truediv", Operator.DIV),
            Map.entry("floordiv", Operator.FLOORDIV),
            Map.entry("mod", Operator.MOD),
            Map.entry("pow", Operator.POW),
            Map.entry("lshift", Operator.LSHIFT),
            Map.entry("rshift", Operator.RSHIFT),
            Map.entry("and_", Operator.BITAND),
            Map.entry("or_", Operator.BITOR),
            Map.entry("xor", Operator.BITXOR));

    private OperatorCalls() {}

    static void register(Map<String, Known> known) {
        OPERATORS.forEach((name, operator) -> {
            known.put("operator." + name, (f, arguments) -> binary(f, name, operator, arguments));
            String inPlace = "i" + name.replace("_", "");
            known.put("operator." + inPlace, (f, arguments) -> inPlace(f, inPlace, operator, arguments));
        });
    }

    private static Value binary(Scope f, String name, Operator operator, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("operator." + name, "a", "b");
        return f.operators()
                .binary(
                        operator,
                        bound.getFirst().orElseThrow(),
                        bound.getLast().orElseThrow(),
                        arguments.place().span());
    }

    /** What a number becomes is a new number; arrays and lists are changed by the library's function. */
    private static Value inPlace(Scope f, String name, Operator operator, CallArguments arguments) {
        Value first = arguments
                .bind("operator." + name, "a", "b")
                .getFirst()
                .map(Optionals::present)
                .orElseThrow();
        boolean changes =
                first instanceof Computed c && (c.type() instanceof Type.Array || c.type() instanceof Type.ListOf);
        return changes
                ? f.functions()
                        .call(f, f.functions().library("operator." + name).orElseThrow(), arguments)
                : binary(f, name, operator, arguments);
    }
}
