package dev.jaculus.explain.wait;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The address of each access of a path in each of some turns, as a sum: registers at the loop's entry with factors, and a constant.
 * What cannot be such a sum is a new unknown.
 */
final class Addresses {
    /** A sum: factors by the names of registers and unknowns; the constant's name is empty. */
    record Sum(Map<String, Long> terms) {
        static Sum of(String name) {
            return new Sum(Map.of(name, 1L));
        }

        static Sum constant(long value) {
            return new Sum(value == 0 ? Map.of() : Map.of("", value));
        }

        Sum plus(Sum other, long factor) {
            Map<String, Long> all = new TreeMap<>(terms);
            other.terms.forEach((name, value) -> all.merge(name, value * factor, Long::sum));
            all.values().removeIf(value -> value == 0);
            return new Sum(all);
        }

        /** The product: a product of two names is a name, in which their order does not matter. */
        Sum times(Sum other) {
            Sum product = Sum.constant(0);
            for (Map.Entry<String, Long> one : terms.entrySet()) {
                for (Map.Entry<String, Long> two : other.terms.entrySet()) {
                    String name = Stream.of(
                                    one.getKey().split("\\*", -1), two.getKey().split("\\*", -1))
                            .flatMap(Arrays::stream)
                            .filter(part -> !part.isEmpty())
                            .sorted()
                            .collect(Collectors.joining("*"));
                    product = product.plus(Sum.of(name), one.getValue() * two.getValue());
                }
            }
            return product;
        }

        /** How long its text would be. */
        int size() {
            return terms.keySet().stream().mapToInt(name -> 1 + name.length()).sum();
        }

        long constant() {
            return terms.getOrDefault("", 0L);
        }

        /** Whether it differs from another in the constant only. */
        boolean isNear(Sum other) {
            return plus(other, -1).terms.keySet().stream().allMatch(String::isEmpty);
        }

        boolean hasUnknown() {
            return terms.keySet().stream().anyMatch(name -> name.contains("?"));
        }
    }

    private static final int LARGEST = 2000;

    private final List<Operation> path;
    private final Map<String, Sum> state = new HashMap<>();
    private final List<Sum[]> found;
    private int unknowns;

    Addresses(List<Operation> path, int turns) {
        this.path = path;
        this.found = path.stream().map(_ -> new Sum[turns]).toList();
        for (int turn = 0; turn < turns; turn++) {
            for (int at = 0; at < path.size(); at++) {
                step(at, turn);
            }
        }
    }

    /** The address of the access at a place of the path, in a turn. */
    Sum of(int at, int turn) {
        return found.get(at)[turn];
    }

    private void step(int at, int turn) {
        Operation one = path.get(at);
        if (one.memory().isPresent()) {
            found.get(at)[turn] = address(one.memory().get(), one.instruction().address());
        }
        Sum value = value(one);
        for (String register : one.defines()) {
            if (!register.equals(Registers.FLAGS)) {
                state.put(register, value == null ? Sum.of("?" + ++unknowns) : value);
            }
        }
    }

    private Sum get(String register) {
        return state.getOrDefault(register, Sum.of(register));
    }

    private Sum address(Memory memory, long where) {
        Sum sum = Sum.constant(memory.displacement());
        if (memory.base().equals("rip")) {
            return sum.plus(Sum.of("rip"), 1).plus(Sum.constant(where), 1);
        }
        sum = memory.base().isEmpty() ? sum : sum.plus(get(memory.base()), 1);
        return memory.index().isEmpty() ? sum : sum.plus(get(memory.index()), memory.scale());
    }

    /** What an operation computes, where that is a sum. */
    private Sum value(Operation one) {
        String name = one.instruction().name();
        List<String> operands = one.operands();
        if (name.matches("lea[lq]")) {
            return Memory.of(operands.getFirst())
                    .map(memory -> address(memory, one.instruction().address()))
                    .orElse(null);
        }
        if (one.memory().isPresent() || operands.isEmpty()) {
            return null;
        }
        if (one.zeroes()) {
            return Sum.constant(0);
        }
        Sum first = operand(operands.getFirst());
        Sum last = operand(operands.getLast());
        if (first == null || last == null || (operands.size() == 3 && operand(operands.get(1)) == null)) {
            return null;
        }
        return switch (name) {
            case "movl", "movq", "movabsq", "movslq" -> first;
            case "addl", "addq" -> last.plus(first, 1);
            case "subl", "subq" -> last.plus(first, -1);
            case "incl", "incq" -> last.plus(Sum.constant(1), 1);
            case "decl", "decq" -> last.plus(Sum.constant(1), -1);
            case "imulq" -> product(first, operands.size() == 3 ? operand(operands.get(1)) : last);
            case "shll", "shlq" ->
                operands.size() == 2 && operands.getFirst().startsWith("$") && first.constant() < 32
                        ? Sum.constant(0).plus(last, 1L << first.constant())
                        : null;
            default -> null;
        };
    }

    /** No address is a product of many things, and powers of powers would be long. */
    private static Sum product(Sum one, Sum two) {
        return one.size() * two.size() > LARGEST ? null : one.times(two);
    }

    private Sum operand(String text) {
        if (text.startsWith("$")) {
            try {
                return Sum.constant(Long.decode(text.substring(1)));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        String register = Registers.whole(text);
        return register.isEmpty() || register.startsWith("v") ? null : get(register);
    }
}
