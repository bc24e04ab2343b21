package dev.jaculus.explain.vector;

import dev.jaculus.explain.LoopStory;
import dev.jaculus.explain.Obstacle;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Vectorisation;
import dev.jaculus.explain.Wait;
import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.explain.fate.Callees;
import dev.jaculus.explain.flow.Loop;
import dev.jaculus.explain.ir.IrFunction;
import dev.jaculus.explain.ir.IrInstruction;
import dev.jaculus.explain.ir.IrModule;
import dev.jaculus.explain.wait.Waits;
import dev.jaculus.llvm.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The innermost loops of a kernel's source. */
public final class Vectorisations {
    private final List<CodeFunction> code;
    private final List<Remark> remarks;

    private Vectorisations(List<CodeFunction> code, List<Remark> remarks) {
        this.code = code;
        this.remarks = remarks;
    }

    /** The loops in the order of their places: from the text before LLVM's passes, LLVM's remarks and the machine code. */
    public static List<LoopStory> of(IrModule before, List<CodeFunction> code, List<Remark> remarks) {
        Vectorisations all = new Vectorisations(code, remarks);
        List<LoopStory> stories = new ArrayList<>();
        Set<Place> told = new HashSet<>();
        for (IrFunction function : before.functions()) {
            for (Loop loop : function.loops()) {
                Optional<Place> place = place(function, loop);
                if (loop.innermost() && place.isPresent() && told.add(place.get())) {
                    stories.add(all.story(function, loop, place.get()));
                }
            }
        }
        stories.sort(java.util.Comparator.comparing(LoopStory::place));
        return stories;
    }

    /** A loop's own place is that of its branch back. */
    private static Optional<Place> place(IrFunction function, Loop loop) {
        Optional<Place> found = Optional.empty();
        for (IrInstruction one : function.instructions()) {
            if (loop.has(one.block()) && one.opcode().equals("br")) {
                found = one.from().place().or(() -> Optional.empty());
                if (found.isPresent() && one.block() == loop.header()) {
                    return found;
                }
            }
        }
        return found;
    }

    private LoopStory story(IrFunction function, Loop loop, Place place) {
        Set<Place> inside = new HashSet<>(Set.of(place));
        function.instructions().stream()
                .filter(one -> loop.has(one.block()))
                .forEach(one -> one.from().sites().forEach(site -> inside.add(site.place())));
        List<Remark> own = remarks.stream()
                .filter(remark -> inside.contains(Remarks.place(remark)))
                .toList();
        List<Instruction> machine = innermost(inside);
        Optional<Vectorisation> vectorised =
                own.stream().flatMap(one -> Remarks.vectorised(one).stream()).findFirst();
        boolean calls = machine.stream().anyMatch(Callees::isForOne);
        long weight = machine.stream().mapToLong(Instruction::weight).sum();
        Vectorisation found = vectorised.filter(_ -> !calls).orElseGet(() -> scalar(own, machine));
        Optional<Wait> wait = wait(inside, found, own);
        return new LoopStory(place, wait.map(one -> sharpened(found, one)).orElse(found), wait, weight);
    }

    private Vectorisation scalar(List<Remark> own, List<Instruction> machine) {
        if (machine.isEmpty()) {
            boolean unrolled = own.stream().anyMatch(one -> one.message().contains("completely unrolled"));
            String call = own.stream()
                    .map(Remark::message)
                    .filter(message -> message.contains("a call to llvm.mem"))
                    .map(message -> message.contains("memset") ? "memset" : "memcpy")
                    .findFirst()
                    .orElse("");
            if (!call.isEmpty()) {
                return new Vectorisation.Gone("became one call of " + call);
            }
            return new Vectorisation.Gone(unrolled ? "its turns follow one another, without a loop" : "");
        }
        List<Obstacle> obstacles = Remarks.obstacles(own);
        boolean calls = machine.stream().anyMatch(Callees::isForOne);
        if (calls && (obstacles.isEmpty() || obstacles.getFirst().kind() == Obstacle.Kind.NOT_WORTH)) {
            Optional<Place> call = machine.stream()
                    .filter(Callees::isForOne)
                    .flatMap(one -> one.place().stream())
                    .findFirst();
            return new Vectorisation.Scalar(List.of(new Obstacle(Obstacle.Kind.CALL, call, Optional.empty())));
        }
        return new Vectorisation.Scalar(obstacles);
    }

    /** Of what is carried from turn to turn LLVM names one of several places, or none; the chain is what counts. */
    private static Vectorisation sharpened(Vectorisation found, Wait wait) {
        if (!(found instanceof Vectorisation.Scalar(List<Obstacle> obstacles)) || obstacles.isEmpty()) {
            return found;
        }
        Obstacle first = obstacles.getFirst();
        boolean memory =
                first.kind() == Obstacle.Kind.CARRIED_MEMORY && wait.stored().isPresent();
        if (wait.kind() != Wait.Kind.CHAIN || !memory) {
            return found;
        }
        List<Obstacle> all = new ArrayList<>(obstacles);
        all.set(0, new Obstacle(first.kind(), wait.stored(), Optional.empty()));
        return new Vectorisation.Scalar(all);
    }

    /** Of the version of the loop with the most samples, or without any the longest. */
    private Optional<Wait> wait(Set<Place> inside, Vectorisation vectorisation, List<Remark> own) {
        CodeFunction where = null;
        Loop hottest = null;
        long most = -1;
        for (CodeFunction function : code) {
            for (Loop loop : function.loops()) {
                List<Instruction> all = function.instructions(loop);
                boolean ours = loop.innermost()
                        && all.stream()
                                .anyMatch(one ->
                                        one.place().filter(inside::contains).isPresent());
                long size =
                        all.stream().mapToLong(one -> 1 + 1000 * one.weight()).sum();
                if (ours && size > most) {
                    where = function;
                    hottest = loop;
                    most = size;
                }
            }
        }
        return hottest == null ? Optional.empty() : Optional.of(Waits.of(where, hottest, turns(vectorisation, own)));
    }

    /** The turns of the source's loop in one of the machine's. */
    private static int turns(Vectorisation vectorisation, List<Remark> own) {
        if (vectorisation instanceof Vectorisation.Vectorised(int elements, int interleaved)) {
            return elements * interleaved;
        }
        return own.stream().mapToInt(Remarks::unrolled).max().orElse(1);
    }

    /** The instructions of the machine's innermost loops that have one of these places. */
    private List<Instruction> innermost(Set<Place> inside) {
        List<Instruction> found = new ArrayList<>();
        for (CodeFunction function : code) {
            for (Loop loop : function.loops()) {
                List<Instruction> all = function.instructions(loop);
                if (loop.innermost()
                        && all.stream()
                                .anyMatch(one ->
                                        one.place().filter(inside::contains).isPresent())) {
                    found.addAll(all);
                }
            }
        }
        return found;
    }
}
