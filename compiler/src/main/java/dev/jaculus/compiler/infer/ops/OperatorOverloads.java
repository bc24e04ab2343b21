package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Operators that the user implements by {@code overload(operator.add)} and its like, for values of types of his own: structures, and instances whose
 * class lacks the special method. What operators do with Python's and NumPy's types is not asked for here.
 */
public final class OperatorOverloads {
    /** The functions by which special methods are known that are not {@code operator}'s of the same name. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "__and__", "operator.and_",
            "__or__", "operator.or_",
            "__len__", "builtins.len",
            "__hash__", "builtins.hash",
            "__bool__", "builtins.bool",
            "__iter__", "builtins.iter");

    private final Scope f;

    OperatorOverloads(Scope f) {
        this.f = f;
    }

    /** Whether it is of a type of the user's own. */
    public static boolean isUsers(Value value) {
        return value instanceof Computed c
                && (c.type() instanceof Type.Instance || (c.type() instanceof Type.Tuple t && t.isStruct()));
    }

    /** What the function of a special method gives for a user's value and others. */
    Optional<Value> special(String method, Value self, List<Value> others, Span span) {
        if (!isUsers(self)) {
            return Optional.empty();
        }
        List<Value> all = new ArrayList<>(List.of(self));
        all.addAll(others);
        return called(function(method), all, span);
    }

    /** What the function of an operator gives for any left operand and a user's value. */
    Optional<Value> reflected(String method, Value left, Value right, Span span) {
        return isUsers(right) ? called(function(method), List.of(left, right), span) : Optional.empty();
    }

    private static String function(String method) {
        return FUNCTIONS.getOrDefault(method, "operator." + method.replace("__", ""));
    }

    private Optional<Value> called(String function, List<Value> all, Span span) {
        return f.functions().overloads().named(f, function, new CallArguments(f.place(span), all));
    }
}
