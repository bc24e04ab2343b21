package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Loops that add up floats in order. LLVM may compute what is added by vectors, and then adds lane by lane: worth it for the elementary
 * functions of vectors, and slower than the plain loop where nothing else is done.
 */
final class OrderedSums {
    private OrderedSums() {}

    /**
     * Whether vectors would gain nothing for a loop.
     *
     * @param isOfVectors whether the C library computes this for vectors
     */
    static boolean isPlain(Op.For loop, FastMath fast, Predicate<Op.Math> isOfVectors) {
        if (fast.flags().contains("fast") || fast.flags().contains("reassoc")) {
            return false;
        }
        List<Value> params = loop.body().params();
        return params.subList(1, params.size()).stream().anyMatch(v -> v.type() instanceof Type.Float && isSum(loop, v))
                && !any(loop.body(), op -> op instanceof Op.Call || (op instanceof Op.Math m && isOfVectors.test(m)));
    }

    /** Whether all that is done with a carried value is to add to it, and with the sum to carry it on. */
    private static boolean isSum(Op.For loop, Value carried) {
        List<Op> readers = readers(loop.body(), carried);
        return readers.size() == 1
                && readers.getFirst() instanceof Op.Binary b
                && (b.kind() == Arithmetic.ADD
                        || b.kind() == Arithmetic.MUL
                        || (b.kind() == Arithmetic.SUB && b.left().equals(carried)))
                && !b.left().equals(b.right())
                && readers(loop.body(), b.out()).isEmpty();
    }

    /** What reads a value and is more than a way on. */
    private static List<Op> readers(Region region, Value value) {
        var all = new ArrayList<Op>();
        for (Instruction i : region.body()) {
            if (!(i.op() instanceof Op.Yield) && Ops.operands(i.op()).contains(value)) {
                all.add(i.op());
            }
            Ops.regions(i.op()).forEach(inner -> all.addAll(readers(inner, value)));
        }
        return all;
    }

    private static boolean any(Region region, Predicate<Op> wanted) {
        for (Instruction i : region.body()) {
            if (wanted.test(i.op()) || Ops.regions(i.op()).stream().anyMatch(inner -> any(inner, wanted))) {
                return true;
            }
        }
        return false;
    }
}
