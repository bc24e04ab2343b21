package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Effect;
import dev.jaculus.compiler.ir.Effects;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * When the loop over an elementwise operation's elements is worth several threads. A unit is about what it takes to load a number or
 * to add two: a third of a nanosecond.
 */
public final class ElementWork {
    /** Pieces for each thread: elements take equal times, so that a few even out what the threads have beside. */
    static final long PIECES = 4;

    private static final long FUNCTION = 24; // sin, exp
    private static final long CALL = 60;
    private static final long LOOP = 200;
    private static final long WORTH_SHARING = 40_000; // some 12 microseconds: to wake a thread takes about as long

    private static final Set<Effect> ONE_THREAD =
            EnumSet.of(Effect.JUMPS, Effect.ASKS_HOST, Effect.SWITCHES, Effect.FORKS);

    private ElementWork() {}

    /** How many elements there must be. */
    public static long worthSharing(Op.Elementwise e) {
        return Math.max(1, WORTH_SHARING / (1 + e.inputs().size() + of(e.body())));
    }

    /** Whether the elements may be computed by several threads: no element jumps out of the operation or asks the host. */
    public static boolean mayBeShared(Region region, Effects effects) {
        return Collections.disjoint(effects.of(region), ONE_THREAD);
    }

    /** Whether an element takes a call: then LLVM does not vectorise the loop, and the call is most of its time. */
    static boolean calls(Region region) {
        return region.body().stream()
                .map(Instruction::op)
                .anyMatch(op -> op instanceof Op.Call
                        || (op instanceof Op.Math m && m.function().isCall())
                        || Ops.regions(op).stream().anyMatch(ElementWork::calls));
    }

    private static long of(Region region) {
        long all = 0;
        for (Instruction i : region.body()) {
            all += switch (i.op()) {
                case Op.Math m when m.function().isCall() -> FUNCTION;
                case Op.Call _ -> CALL;
                case Op.For _, Op.Loop _ -> LOOP;
                case Op.Terminator _, Op.Const _, Op.Cast _ -> 0;
                default -> 1;
            };
            for (Region inner : Ops.regions(i.op())) all += of(inner);
        }
        return all;
    }
}
