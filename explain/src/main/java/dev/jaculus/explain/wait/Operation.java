package dev.jaculus.explain.wait;

import dev.jaculus.explain.code.Instruction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine instruction by what it reads and writes.
 *
 * @param operands as written, the target last
 * @param uses registers whose values it computes with; those of its address are apart
 * @param defines registers, and the flags
 * @param memory its memory operand, if it accesses memory
 * @param bytes how much memory
 * @param zeroes it makes zero, whatever the register had
 */
record Operation(
        Instruction instruction,
        List<String> operands,
        Set<String> uses,
        Set<String> defines,
        Optional<Memory> memory,
        boolean loads,
        boolean stores,
        int bytes,
        boolean zeroes) {
    private static final Pattern MASK = Pattern.compile("\\s*\\{(%k\\d|z|sae|r\\w-sae)\\}");
    private static final Pattern COMPARES =
            Pattern.compile("(cmp|test)[bwlq]|v?u?comis[sdh]|bt[wlq]|v?ptest|vtestp[sd]|k(or)?test[bwdq]");
    private static final Pattern OVERWRITES = Pattern.compile(
            "(mov|kmov|lea|popcnt|lzcnt|tzcnt|set|rorx|andn|shlx|shrx|sarx|mulx|bextr|pdep|pext|bls|bswap|cvt|sqrt).*");
    private static final Pattern READS_TARGET =
            Pattern.compile("vfn?m(add|sub).*|vpternlog.*|vperm[it]2.*|v.*gather.*|vpdp.*|vpmadd52.*");
    private static final Pattern KEEPS_FLAGS = Pattern.compile(
            "(mov|set|cmov|not|lea|shlx|shrx|sarx|rorx|mulx|pdep|pext|xchg|bswap|cvt|sqrt|push|pop|prefetch).*");
    private static final Pattern XORS = Pattern.compile("(xor|sub)[bwlq]|v?p?xor[pdq]?[sdq]?|vpsub[bwdq]");
    private static final Pattern EXTENDS = Pattern.compile("mov[zs]([bwl])[wlq]");

    boolean isMove() {
        return instruction
                        .name()
                        .matches(
                                "(mov(abs)?[bwlq]?|movslq|v?mov[aup]+[sd]|v?movs[sdh]|v?movdq[au]\\d*|v?mov[dq]|kmov.)")
                || EXTENDS.matcher(instruction.name()).matches();
    }

    boolean isVector() {
        String name = instruction.name();
        return name.startsWith("v") || operands.stream().anyMatch(one -> one.startsWith("%xmm"));
    }

    /** The registers of its address. */
    Set<String> address() {
        Set<String> registers = new HashSet<>();
        memory.ifPresent(at -> {
            registers.add(at.base());
            registers.add(at.index());
        });
        registers.removeAll(Set.of("", "rip"));
        return registers;
    }

    /** Reads an instruction's text. */
    static Operation of(Instruction instruction) {
        return new Reader(instruction).operation();
    }

    /** Reads one instruction. */
    private static final class Reader {
        private final Instruction instruction;
        private final String name;
        private final List<String> operands;
        private final List<String> masks = new ArrayList<>();
        private final Set<String> uses = new HashSet<>();
        private final Set<String> defines = new HashSet<>();
        private boolean loads;
        private boolean stores;
        private boolean zeroes;
        private int memoryAt = -1;

        Reader(Instruction instruction) {
            this.instruction = instruction;
            this.name = instruction.name();
            Matcher mask = MASK.matcher(instruction.operands());
            while (mask.find()) {
                masks.add(mask.group(1));
            }
            this.operands = split(MASK.matcher(instruction.operands()).replaceAll(""));
            for (int i = 0; i < operands.size(); i++) {
                if (Memory.of(operands.get(i)).isPresent()) {
                    memoryAt = i;
                }
            }
        }

        Operation operation() {
            boolean lea = name.startsWith("lea");
            Optional<Memory> memory = memoryAt < 0 ? Optional.empty() : Memory.of(operands.get(memoryAt));
            read(lea);
            if (lea) {
                memory.ifPresent(at -> {
                    uses.add(at.base());
                    uses.add(at.index());
                });
                uses.removeAll(Set.of("", "rip"));
            }
            boolean accesses = loads || stores;
            return new Operation(
                    instruction,
                    operands,
                    uses,
                    defines,
                    accesses ? memory : Optional.empty(),
                    loads,
                    stores,
                    bytes(),
                    zeroes);
        }

        private void read(boolean lea) {
            if (instruction.isJump()) {
                if (instruction.isConditional()) {
                    uses.add(Registers.FLAGS);
                }
                return;
            }
            if (name.equals("cqto") || name.equals("cltd")) {
                uses.add("rax");
                defines.add("rdx");
                return;
            }
            if (name.equals("cltq") || name.equals("cwtl")) {
                uses.add("rax");
                defines.add("rax");
                return;
            }
            if (operands.isEmpty() || instruction.isCall()) {
                return;
            }
            if (COMPARES.matcher(name).matches()) {
                operands.forEach(this::use);
                defines.add(Registers.FLAGS);
                loads = memoryAt >= 0;
                return;
            }
            if (operands.size() == 1 && name.matches("i?(mul|div)[bwlq]")) {
                uses.add("rax");
                if (name.contains("div")) {
                    uses.add("rdx");
                }
                operands.forEach(this::use);
                defines.addAll(Set.of("rax", "rdx", Registers.FLAGS));
                loads = memoryAt >= 0;
                return;
            }
            general(lea);
        }

        private void general(boolean lea) {
            boolean wide = name.startsWith("v") || name.startsWith("k");
            String target = operands.getLast();
            boolean imulOfThree = name.startsWith("imul") && operands.size() == 3;
            boolean overwrites = wide
                    ? !READS_TARGET.matcher(name).matches()
                    : OVERWRITES.matcher(name).matches() || imulOfThree;
            boolean merges =
                    !masks.isEmpty() && !masks.contains("z") && !name.startsWith("vcmp") && !name.startsWith("vpcmp");
            boolean reads = !overwrites || merges;
            operands.subList(0, operands.size() - 1).forEach(this::use);
            masks.stream().filter(one -> one.startsWith("%")).forEach(this::use);
            if (name.matches("(set|cmov|adc|sbb|rc[lr]).*")) {
                uses.add(Registers.FLAGS);
            }
            if (!lea && !wide && !KEEPS_FLAGS.matcher(name).matches()) {
                defines.add(Registers.FLAGS);
            }
            if (memoryAt >= 0 && !lea) {
                stores = memoryAt == operands.size() - 1 && !name.startsWith("prefetch");
                loads = !stores || (reads && !wide);
            }
            if (target.startsWith("%")) {
                String whole = Registers.whole(target);
                defines.add(whole);
                boolean part = !wide && whole.startsWith("r") && Registers.bytes(target) < 4 && !name.startsWith("set");
                if (reads || part) {
                    uses.add(whole);
                }
            }
            boolean same = operands.size() >= 2
                    && operands.get(0).startsWith("%")
                    && operands.get(0).equals(operands.get(1));
            if (same && memoryAt < 0 && XORS.matcher(name).matches()) {
                uses.clear();
                zeroes = true;
            }
        }

        private void use(String operand) {
            String whole = Registers.whole(operand);
            if (!whole.isEmpty()) {
                uses.add(whole);
            }
        }

        private int bytes() {
            Matcher extend = EXTENDS.matcher(name);
            if (extend.matches()) {
                return "bwl".indexOf(extend.group(1)) == 0 ? 1 : extend.group(1).equals("w") ? 2 : 4;
            }
            if (name.startsWith("v") || operands.stream().anyMatch(one -> one.startsWith("%xmm"))) {
                if (name.endsWith("sd") || instruction.text().contains("{1to")) {
                    return 8;
                }
                if (name.endsWith("ss")) {
                    return 4;
                }
                return operands.stream()
                        .filter(one -> one.startsWith("%"))
                        .mapToInt(Registers::bytes)
                        .max()
                        .orElse(8);
            }
            return switch (name.charAt(name.length() - 1)) {
                case 'b' -> 1;
                case 'w' -> 2;
                case 'l' -> 4;
                default -> 8;
            };
        }

        private static List<String> split(String text) {
            List<String> parts = new ArrayList<>();
            int depth = 0;
            int start = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == ',' && depth == 0) {
                    parts.add(text.substring(start, i).strip());
                    start = i + 1;
                }
            }
            if (start < text.length()) {
                parts.add(text.substring(start).strip());
            }
            return parts;
        }
    }
}
