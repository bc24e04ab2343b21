package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code carray} and {@code farray}: arrays over C pointers, which are very long arrays here. */
public final class Pointers {
    private Pointers() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus.carray", (f, arguments) -> array(f, arguments, "carray"));
        known.put("jaculus.farray", (f, arguments) -> array(f, arguments, "farray"));
    }

    private static Value array(Scope f, CallArguments arguments, String name) {
        List<Optional<Value>> bound = arguments.bind(name, "ptr", "shape", "dtype?");
        if (!(bound.getFirst().orElseThrow() instanceof Computed pointer
                && pointer.type() instanceof Type.Array type
                && type.rank() == 1)) {
            throw Errors.argument(
                    arguments.at(bound.getFirst().orElseThrow()),
                    name,
                    Describe.value(bound.getFirst().orElseThrow()),
                    "a pointer: an argument of a cfunc, CPointer(float64) in its signature");
        }
        if (bound.getLast().isPresent() && !Dtypes.of(bound.getLast().get()).equals(Optional.of(type.element()))) {
            throw Errors.argument(
                    arguments.at(bound.getLast().get()),
                    name,
                    "another type than the pointer's",
                    "the pointer this type in the signature: CPointer(" + type.element() + ")");
        }
        Value shape = bound.get(1).orElseThrow();
        boolean length = shape instanceof Computed one && one.type() instanceof Type.Scalar;
        List<Value> given = new ArrayList<>(List.of(pointer, shape));
        String how = length ? "carray_of_length" : name + "_of_shape";
        return f.calls().named("jaculus." + how, given, arguments.place().span());
    }
}
