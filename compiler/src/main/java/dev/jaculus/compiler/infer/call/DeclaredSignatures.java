package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Signature;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A function with signatures takes the one that fits a call best, also in kernels: Numba's ranks of conversions. */
public final class DeclaredSignatures {
    private static final int EXACT = 0;
    private static final int PROMOTE = 1;
    private static final int SAFE = 2;
    private static final int UNSAFE = 3;

    private DeclaredSignatures() {}

    /** The signature with the fewest unsafe conversions, then the fewest safe ones, then promotions; the first of equals. */
    public static Signature best(Definition function, List<Argument> arguments, Place place) {
        Signature best = null;
        int[] least = null;
        for (Signature one : function.signatures) {
            int[] cost = cost(one, arguments);
            if (cost != null && (least == null || Arrays.compare(cost, least) < 0)) {
                best = one;
                least = cost;
            }
        }
        if (best == null) {
            throw Errors.noSignature(place, function.name, arguments, function.signatures);
        }
        return best;
    }

    /** The arguments as the signature has them; its defaults are arguments too. */
    public static List<Argument> converted(List<Argument> arguments, Signature signature) {
        List<Argument> all = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument one = arguments.get(i);
            Type type = signature.arguments().get(i);
            Computed value = (Computed) one.value();
            // None has no tree of another type; a default of None stays what it is.
            all.add(
                    value.type() instanceof Type.None && type instanceof Type.None
                            ? one
                            : new Argument(one.name(), new Computed(Conversions.cast(value.tree(), type)), false));
        }
        return all;
    }

    /** How many conversions are unsafe, safe and promotions; null where some argument does not convert. */
    private static int[] cost(Signature signature, List<Argument> arguments) {
        if (arguments.size() != signature.arguments().size()) {
            return null;
        }
        int[] cost = new int[UNSAFE];
        for (int i = 0; i < arguments.size(); i++) {
            OptionalInt rank = arguments.get(i).value() instanceof Computed c
                    ? rank(c.type(), signature.arguments().get(i))
                    : OptionalInt.empty();
            if (rank.isEmpty()) {
                return null;
            }
            if (rank.getAsInt() != EXACT) {
                cost[UNSAFE - rank.getAsInt()]++;
            }
        }
        return cost;
    }

    private static OptionalInt rank(Type from, Type to) {
        if (from.equals(to)) {
            return OptionalInt.of(EXACT);
        }
        if (!Conversions.possible(from, to) || from instanceof Type.Optional) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                switch (to) {
                    case Type.Optional(Type item) ->
                        from instanceof Type.None
                                ? PROMOTE
                                : Math.max(PROMOTE, rank(from, item).orElse(UNSAFE));
                    case Type.Tuple tuple -> {
                        int most = EXACT;
                        for (int i = 0; i < tuple.items().size(); i++) {
                            Type item = ((Type.Tuple) from).items().get(i);
                            most = Math.max(
                                    most, rank(item, tuple.items().get(i)).orElse(UNSAFE));
                        }
                        yield most;
                    }
                    case Type.Scalar scalar -> rank((Type.Scalar) from, scalar);
                    default -> SAFE; // an array of which the signature knows less
                });
    }

    private static int rank(Type.Scalar from, Type.Scalar to) {
        if (from instanceof Type.Int a && to instanceof Type.Int b) {
            boolean wider = a.bits() < b.bits();
            return a.signed() == b.signed() ? (wider ? PROMOTE : UNSAFE) : wider && b.signed() ? SAFE : UNSAFE;
        }
        if (from instanceof Type.Float a && to instanceof Type.Float b) {
            return a.bits() < b.bits() ? PROMOTE : UNSAFE;
        }
        if (from instanceof Type.Complex a && to instanceof Type.Complex b) {
            return a.bits() < b.bits() ? PROMOTE : UNSAFE;
        }
        if (from instanceof Type.Bool) {
            return SAFE;
        }
        int bits = to instanceof Type.Float f
                ? f.bits()
                : to instanceof Type.Complex c ? c.part().bits() : 0;
        return switch (from) {
            case Type.Float f when bits > 0 -> f.bits() <= bits ? SAFE : UNSAFE;
            // Numba calls int64 to float64 safe, and uint16 to float32 unsafe.
            case Type.Int i when bits == 64 -> SAFE;
            case Type.Int i when bits > 0 -> i.bits() < (i.signed() ? bits : bits / 2) ? SAFE : UNSAFE;
            default -> UNSAFE;
        };
    }
}
