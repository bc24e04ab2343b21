package dev.jaculus.explain.wait;

import dev.jaculus.explain.Place;
import dev.jaculus.explain.Wait;
import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.explain.fate.Callees;
import dev.jaculus.explain.flow.Loop;
import dev.jaculus.explain.wait.Dependence.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The verdict on a loop. */
public final class Waits {
    /** A chain must take so much longer than the work to be what counts. */
    private static final double CLEARLY = 1.15;

    /** Longer paths are not worth the time that they take. */
    private static final int LONGEST = 600;

    private static final Latencies LATENCIES = new Latencies();

    private Waits() {}

    /**
     * Of a loop of machine code.
     *
     * @param turns of the source's loop that one turn of the machine's does
     */
    public static Wait of(CodeFunction function, Loop loop, int turns) {
        LoopPath path = LoopPath.of(function, loop);
        List<Operation> operations =
                path.instructions().stream().map(Operation::of).toList();
        List<String> calls = path.instructions().stream()
                .filter(Instruction::isCall)
                .filter(one -> !Callees.isHousekeeping(one.callee()))
                .map(one -> one.callee().isEmpty()
                        ? "a function that is known only at run time"
                        : Callees.shown(one.callee()))
                .distinct()
                .toList();
        List<Place> forks = places(path.forks());
        double work = Work.cycles(operations) / turns;
        if (path.instructions().stream().anyMatch(Instruction::isCall)) {
            return new Wait(Wait.Kind.CALL, 0, work, 0, false, List.of(), Optional.empty(), calls, forks);
        }
        boolean known = operations.size() <= LONGEST && operations.stream().allMatch(LATENCIES::knows);
        if (!known) {
            return new Wait(Wait.Kind.UNKNOWN, 0, work, 0, false, List.of(), Optional.empty(), calls, forks);
        }
        Dependences dependences = new Dependences(operations, LATENCIES);
        HeaviestCycle sure = HeaviestCycle.of(dependences.sure());
        double chain = sure.cycles() / turns;
        if (path.forks().stream().anyMatch(fork -> isOfData(operations, fork))) {
            return wait(turns, Wait.Kind.BRANCH, chain, work, sure, operations, forks);
        }
        if (chain > CLEARLY * work) {
            return wait(turns, Wait.Kind.CHAIN, chain, work, sure, operations, forks);
        }
        HeaviestCycle possible = HeaviestCycle.of(dependences.possible());
        if (possible.cycles() / turns > 1.3 * Math.max(work, chain)) {
            return wait(turns, Wait.Kind.MAYBE_STORED, possible.cycles() / turns, work, possible, operations, forks);
        }
        return wait(turns, Wait.Kind.WORK, chain, work, sure, operations, forks);
    }

    /** Whether what a branch compares was loaded in the same turn. */
    private static boolean isOfData(List<Operation> path, Instruction branch) {
        Set<String> loaded = new HashSet<>();
        for (Operation one : path) {
            if (one.instruction().equals(branch)) {
                return loaded.contains(Registers.FLAGS);
            }
            boolean reads = one.loads() || one.uses().stream().anyMatch(loaded::contains);
            if (reads) {
                loaded.addAll(one.defines());
            } else {
                loaded.removeAll(one.defines());
            }
        }
        return false;
    }

    private static Wait wait(
            int turns,
            Wait.Kind kind,
            double chain,
            double work,
            HeaviestCycle cycle,
            List<Operation> operations,
            List<Place> forks) {
        List<Instruction> instructions = new ArrayList<>();
        Optional<Place> stored = Optional.empty();
        for (Dependence one : cycle.dependences()) {
            Instruction at = operations.get(one.from().at()).instruction();
            instructions.add(at);
            if (one.from().part() == Part.STORE) {
                stored = at.place();
            }
        }
        Strides.Moved moved = Strides.moved(operations);
        return new Wait(
                kind,
                chain,
                work,
                moved.bytes() / turns,
                moved.scattered(),
                places(instructions),
                stored,
                List.of(),
                forks);
    }

    private static List<Place> places(List<Instruction> instructions) {
        TreeSet<Place> places = new TreeSet<>();
        instructions.forEach(one -> one.place().ifPresent(places::add));
        return List.copyOf(places);
    }
}
