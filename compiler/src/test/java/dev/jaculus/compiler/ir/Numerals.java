package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Random;

/** Numbers by chance: mostly small, sometimes delicate. */
final class Numerals {
    private static final List<Double> REALS = List.of(
            0.0, -0.0, 1.0, 0.5, -2.5, 1e300, -1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private Numerals() {}

    static double real(Type.Float type, Random random) {
        double x = random.nextInt(4) == 0 ? pick(random, REALS) : random.nextInt(-40, 40) / 4.0;
        return type.bits() == 32 ? (double) (float) x : x;
    }

    static long integer(Type.Scalar type, Random random) {
        long x = random.nextInt(6) == 0 ? random.nextLong() : random.nextInt(-4, 9);
        if (!(type instanceof Type.Int i)) {
            return x & 1;
        }
        int spare = 64 - i.bits();
        return i.signed() ? x << spare >> spare : x << spare >>> spare;
    }

    static Object of(Type.Scalar type, Random random) {
        return type instanceof Type.Float f ? (Object) real(f, random) : (Object) integer(type, random);
    }

    static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
