package dev.jaculus.explain.fate;

import dev.jaculus.explain.Fate;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.ir.IrFunction;
import dev.jaculus.explain.ir.IrInstruction;
import dev.jaculus.explain.ir.IrModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the work of lines went that have no instruction of their own: to those that read their values. The way there is in the
 * text before LLVM's passes, from a value to its users, through lines that are gone too.
 */
final class Folding {
    private static final Pattern CONSTANT = Pattern.compile(
            "(add|sub|mul|and|or|xor|fadd|fsub|fmul)\\b.* (%[\\w.$\"-]+), (-?[\\d.e+]+|splat \\(i\\d+ (-?\\d+)\\))$");

    private final IrModule before;
    private final Map<Place, List<IrInstruction>> written;
    private final Map<Place, List<IrInstruction>> left;
    private final Set<Place> alive;
    private final Map<Place, Set<Place>> into = new TreeMap<>();

    Folding(
            IrModule before,
            Map<Place, List<IrInstruction>> written,
            Map<Place, List<IrInstruction>> left,
            Set<Place> alive) {
        this.before = before;
        this.written = written;
        this.left = left;
        this.alive = alive;
        for (Place line : written.keySet()) {
            boolean worked = written.get(line).stream().anyMatch(IrInstruction::isWork);
            if (worked && !alive.contains(line)) {
                into.put(line, readers(line));
            }
        }
    }

    /** The fate of a line that has no machine instruction. */
    Fate of(Place line) {
        Set<Place> readers = into.getOrDefault(line, Set.of());
        if (readers.isEmpty()) {
            return new Fate.Removed();
        }
        List<Integer> with = into.keySet().stream()
                .filter(other -> !other.equals(line) && into.get(other).equals(readers))
                .filter(other -> constants(written, other)
                        .keySet()
                        .equals(constants(written, line).keySet()))
                .map(Place::line)
                .toList();
        Set<String> own = constants(written, line).keySet();
        String operation = own.isEmpty()
                ? ""
                : readers.stream()
                        .flatMap(reader -> combined(reader).stream())
                        .findFirst()
                        .orElse("");
        return new Fate.Folded(
                readers.stream().map(Place::line).toList(), operation.isEmpty() ? List.of() : with, operation);
    }

    /** What other lines' constants became in this line's instruction, if they did. */
    Optional<Fate> absorbed(Place line) {
        return combined(line)
                .map(operation -> new Fate.Absorbed(
                        into.keySet().stream()
                                .filter(other -> into.get(other).contains(line)
                                        && !constants(written, other).isEmpty())
                                .map(Place::line)
                                .toList(),
                        operation));
    }

    /** A constant in a line's operation that no line has written: several constants have become it. */
    private Optional<String> combined(Place line) {
        Map<String, Set<String>> now = constants(left, line);
        Map<String, Set<String>> own = constants(written, line);
        for (Place other : into.keySet()) {
            if (into.get(other).contains(line)) {
                for (Map.Entry<String, Set<String>> one :
                        constants(written, other).entrySet()) {
                    String opcode = one.getKey();
                    for (String constant : now.getOrDefault(opcode, Set.of())) {
                        boolean seen = own.getOrDefault(opcode, Set.of()).contains(constant)
                                || one.getValue().contains(constant);
                        if (!seen && own.containsKey(opcode)) {
                            return Optional.of("one " + noun(opcode) + " of " + constant);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String noun(String opcode) {
        return switch (opcode) {
            case "add", "fadd" -> "addition";
            case "sub", "fsub" -> "subtraction";
            case "mul", "fmul" -> "multiplication";
            default -> "`" + opcode + "`";
        };
    }

    private static Map<String, Set<String>> constants(Map<Place, List<IrInstruction>> lines, Place line) {
        Map<String, Set<String>> constants = new HashMap<>();
        for (IrInstruction one : lines.getOrDefault(line, List.of())) {
            Matcher constant = CONSTANT.matcher(one.text());
            if (constant.find() && constant.start() == 0) {
                String value = constant.group(4) == null ? constant.group(3) : constant.group(4);
                constants
                        .computeIfAbsent(constant.group(1), _ -> new HashSet<>())
                        .add(value);
            }
        }
        return constants;
    }

    /** The nearest lines with machine instructions that read what a line has computed. */
    private Set<Place> readers(Place line) {
        Set<Place> found = new TreeSet<>();
        for (IrFunction function : before.functions()) {
            Map<String, List<IrInstruction>> users = new HashMap<>();
            Deque<IrInstruction> work = new ArrayDeque<>();
            for (IrInstruction one : function.instructions()) {
                one.operands()
                        .forEach(name -> users.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(one));
                if (at(one).equals(Optional.of(line)) && one.isWork()) {
                    work.add(one);
                }
            }
            Set<IrInstruction> seen = new HashSet<>(work);
            while (!work.isEmpty()) {
                Collection<IrInstruction> next = users.getOrDefault(work.pop().result(), List.of());
                for (IrInstruction user : next) {
                    Optional<Place> at = at(user);
                    boolean ends = at.isPresent()
                            && alive.contains(at.get())
                            && !user.opcode().equals("phi");
                    if (ends) {
                        found.add(at.get());
                    } else if (seen.add(user)) {
                        work.add(user);
                    }
                }
            }
        }
        return found;
    }

    private static Optional<Place> at(IrInstruction one) {
        return one.from().place().map(Fates::line);
    }
}
