package dev.jaculus.explain.fate;

import dev.jaculus.explain.Fate;
import dev.jaculus.explain.LineStory;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.code.CodeFunction;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.explain.flow.Loop;
import dev.jaculus.explain.ir.Inlining;
import dev.jaculus.explain.ir.IrFunction;
import dev.jaculus.explain.ir.IrInstruction;
import dev.jaculus.explain.ir.IrModule;
import dev.jaculus.llvm.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fates of a kernel's lines. */
public final class Fates {
    private static final Pattern VECTOR = Pattern.compile("<(\\d+) x (double|float|half|i\\d+|ptr)>");
    private static final Pattern DEAR =
            Pattern.compile("^([fsu](div|rem)\\b|(tail )?call \\w+ @(?!jac_|llvm\\.(assume|lifetime|experimental)))");
    private static final Pattern UNROLLED = Pattern.compile("unrolled loop by a factor of (\\d+).*", Pattern.DOTALL);
    private static final Pattern COMPLETELY = Pattern.compile("completely unrolled loop with (\\d+).*", Pattern.DOTALL);

    private final IrModule before;
    private final IrModule after;
    private final Map<Place, List<Instruction>> machine = new TreeMap<>();
    private final Map<Place, List<IrInstruction>> written = new TreeMap<>();
    private final Map<Place, List<IrInstruction>> left = new TreeMap<>();
    private final List<Remark> remarks;
    private final Folding folding;

    private Fates(IrModule before, IrModule after, List<CodeFunction> code, List<Remark> remarks) {
        this.before = before;
        this.after = after;
        this.remarks = remarks;
        code.stream()
                .flatMap(f -> f.instructions().stream())
                .forEach(one -> one.place()
                        .ifPresent(at -> machine.computeIfAbsent(line(at), _ -> new ArrayList<>())
                                .add(one)));
        sort(before, written);
        sort(after, left);
        this.folding = new Folding(before, written, left, machine.keySet());
    }

    /** The lines of a kernel that have instructions, in the LLVM text or in the machine code, by place. */
    public static List<LineStory> of(IrModule before, IrModule after, List<CodeFunction> code, List<Remark> remarks) {
        Fates fates = new Fates(before, after, code, remarks);
        Set<Place> lines = new java.util.TreeSet<>(fates.written.keySet());
        lines.addAll(fates.machine.keySet());
        return lines.stream().map(fates::story).toList();
    }

    static Place line(Place at) {
        return new Place(at.file(), at.line(), 0);
    }

    private static void sort(IrModule module, Map<Place, List<IrInstruction>> lines) {
        module.instructions()
                .forEach(one -> one.from()
                        .place()
                        .ifPresent(at -> lines.computeIfAbsent(line(at), _ -> new ArrayList<>())
                                .add(one)));
    }

    private LineStory story(Place line) {
        List<Instruction> code = machine.getOrDefault(line, List.of());
        List<Fate> fates = new ArrayList<>();
        boolean worked = written.getOrDefault(line, List.of()).stream().anyMatch(Fates::isUsers);
        unrolled(line).ifPresent(fates::add);
        Optional<Fate> hoisted = hoisted(line);
        if (code.isEmpty() && worked) {
            fates.add(hoisted.orElseGet(() -> folding.of(line)));
        } else {
            folding.absorbed(line).ifPresent(fates::add);
            if (code.stream().noneMatch(Callees::isForOne)) {
                vectorised(line, code).ifPresent(fates::add);
            }
            hoisted.ifPresent(fates::add);
            inlined(line, code).ifPresent(fates::add);
            calls(code).ifPresent(fates::add);
        }
        long weight = code.stream().mapToLong(Instruction::weight).sum();
        return new LineStory(line.file(), line.line(), weight, code.size(), fates);
    }

    /** Whether an instruction is of what a line says: stores outside of loops are how results are given back. */
    private static boolean isUsers(IrInstruction one) {
        boolean computes = !one.result().isEmpty() || one.depth() > 0;
        return one.isWork() && computes && !Callees.isHousekeeping(one.callee());
    }

    /** LLVM's types say how many elements; the machine code must have wide registers there. */
    private Optional<Fate> vectorised(Place line, List<Instruction> code) {
        Fate.Vectorised best = null;
        for (IrInstruction one : left.getOrDefault(line, List.of())) {
            Matcher vector = VECTOR.matcher(one.text());
            boolean counted = one.isWork() && one.depth() > 0;
            while (counted && vector.find()) {
                int elements = Integer.parseInt(vector.group(1));
                int bits = elements * Types.bits(vector.group(2));
                boolean better = best == null || elements > best.elements();
                if (better && !vector.group(2).equals("i1") && !vector.group(2).equals("ptr")) {
                    best = new Fate.Vectorised(elements, Types.name(vector.group(2)), bits);
                }
            }
        }
        boolean wide = code.stream().anyMatch(Packed::isPacked);
        return wide ? Optional.ofNullable(best) : Optional.empty();
    }

    private Optional<Fate> unrolled(Place line) {
        for (Remark remark : remarks) {
            if (remark.line() == line.line() && remark.file().equals(line.file())) {
                Matcher partly = UNROLLED.matcher(remark.message());
                if (partly.matches()) {
                    return Optional.of(new Fate.Unrolled(Integer.parseInt(partly.group(1))));
                }
                if (COMPLETELY.matcher(remark.message()).matches()) {
                    return Optional.of(new Fate.Unrolled(0));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Work that was in a loop before LLVM's passes, and is before that loop after them. LLVM gives much of what it moves another
     * place: so it is looked for by what it does, and only what costs something (divisions, calls) is looked for.
     */
    private Optional<Fate> hoisted(Place line) {
        for (IrFunction function : before.functions()) {
            for (IrInstruction one : function.instructions()) {
                boolean here = one.from().place().filter(line::isBeside).isPresent();
                if (!here || one.depth() == 0 || !DEAR.matcher(one.text()).find() || !isLooping(one.depth())) {
                    continue;
                }
                for (IrFunction now : after.functions()) {
                    List<IrInstruction> copies = copies(now, one);
                    boolean moved = copies.stream()
                            .anyMatch(copy -> copy.depth() < one.depth() && isUsedDeeper(now, copy, one.depth()));
                    if (moved) {
                        boolean partly = copies.stream().anyMatch(copy -> copy.depth() >= one.depth());
                        return header(function, loopOf(function, one))
                                .filter(loop -> loop != line.line())
                                .map(loop -> new Fate.Hoisted(loop, partly));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What does the same as an instruction after LLVM's passes, by copies: loops come in several versions. */
    private List<IrInstruction> copies(IrFunction function, IrInstruction one) {
        return function.instructions().stream()
                .filter(other -> what(other).equals(what(one)))
                .toList();
    }

    /** Whether a loop's instructions use a value that is computed outside of it; turns that LLVM takes out of a loop are not meant. */
    private static boolean isUsedDeeper(IrFunction function, IrInstruction value, int depth) {
        Set<String> names = new HashSet<>(Set.of(value.result()));
        for (IrInstruction one : function.instructions()) {
            if (!one.opcode().equals("phi") && one.operands().stream().anyMatch(names::contains)) {
                if (one.depth() >= depth) {
                    return true;
                }
                names.add(one.result());
            }
        }
        return false;
    }

    /** Whether there are still as many loops in one another. */
    private boolean isLooping(int depth) {
        return after.functions().stream().flatMap(f -> f.loops().stream()).anyMatch(loop -> loop.depth() >= depth);
    }

    private static String what(IrInstruction one) {
        return one.opcode().equals("call") ? "call " + one.callee() : one.opcode();
    }

    private static Loop loopOf(IrFunction function, IrInstruction one) {
        return function.loops().stream()
                .filter(loop -> loop.depth() == one.depth() && loop.has(one.block()))
                .findFirst()
                .orElseThrow();
    }

    /** A loop's own line: that of the branch back. */
    private static Optional<Integer> header(IrFunction function, Loop loop) {
        return function.instructions().stream()
                .filter(one -> loop.has(one.block()) && one.opcode().equals("br"))
                .filter(one -> one.text().contains("label"))
                .flatMap(one -> one.from().place().stream())
                .map(Place::line)
                .min(Integer::compare);
    }

    private static Optional<Fate> calls(List<Instruction> code) {
        Set<String> names = new LinkedHashSet<>();
        for (Instruction one : code) {
            if (one.isCall()) {
                String name = Callees.shown(one.callee());
                if (!Callees.isHousekeeping(one.callee())) {
                    names.add(name.isEmpty() ? "a function that is known only at run time" : name);
                }
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(new Fate.Calls(List.copyOf(names)));
    }

    /** Functions of the user's that were called here, whose own lines are in the same machine code now. */
    private Optional<Fate> inlined(Place line, List<Instruction> code) {
        Set<String> called = new LinkedHashSet<>();
        for (IrInstruction one : written.getOrDefault(line, List.of())) {
            String callee = one.callee();
            String plain = Callees.plain(callee);
            boolean still = code.stream().anyMatch(i -> i.callee().equals(callee));
            boolean ours = one.from()
                    .user()
                    .filter(site -> site.function().equals("jaculus_entry"))
                    .isPresent();
            if (!callee.isEmpty() && !ours && !still && isInlined(plain, line)) {
                called.add(plain);
            }
        }
        return called.isEmpty() ? Optional.empty() : Optional.of(new Fate.Inlined(List.copyOf(called)));
    }

    private boolean isInlined(String function, Place line) {
        for (List<Instruction> all : machine.values()) {
            for (Instruction one : all) {
                List<Inlining.Site> sites = one.from().sites();
                for (int i = 0; i + 1 < sites.size(); i++) {
                    if (sites.get(i).function().equals(function)
                            && sites.get(i + 1).place().isBeside(line)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
