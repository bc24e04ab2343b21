package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Module;
import java.util.List;
import java.util.function.BiConsumer;

/** The passes, in the order in which they run. */
public final class Passes {
    public static final List<Pass> PASSES = List.of(
            Pass.each("fuse", Fuse::run),
            Pass.each("lower-arrays", LowerArrays::run), // no operation on whole arrays is left after this
            Pass.each("prove-ranges", ProveRanges::run),
            new Pass("borrow-fields", BorrowFields::run),
            new Pass("insert-references", InsertReferences::run));

    /** Why one pass comes before another; a test holds PASSES to it. */
    static final List<Order> ORDER = List.of(
            new Order("fuse", "lower-arrays", "what is fused first needs no array of its own"),
            new Order("lower-arrays", "prove-ranges", "lowering makes the loops over elements"),
            new Order("borrow-fields", "insert-references", "what is borrowed has no reference to count"),
            new Order("lower-arrays", "insert-references", "lowering makes the allocations that references count"));

    record Order(String before, String after, String because) {}

    private Passes() {}

    /** Runs all passes and shows each result to `watch`: dumps, the verifier, timing. */
    public static Module run(Module module, BiConsumer<Pass, Module> watch) {
        for (Pass pass : PASSES) {
            module = pass.run(module);
            watch.accept(pass, module);
        }
        return module;
    }
}
