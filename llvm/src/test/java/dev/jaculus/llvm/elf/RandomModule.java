package dev.jaculus.llvm.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random module of LLVM text, and what its entry gives: the sum of variables in every kind of section, of what pointers
 * in data point to, and of functions that are called by name or through tables.
 */
final class RandomModule {
    private static final List<String> LINKAGE = List.of("", "internal ", "private ", "weak ", "hidden ");

    /** A name and the number behind it: a variable's value, a pointer's target's, a function's result. */
    private record Known(String name, long value) {}

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<Known> variables = new ArrayList<>();
    private final List<Known> pointers = new ArrayList<>();
    private final List<Known> functions = new ArrayList<>();

    RandomModule(long seed) {
        random = new Random(seed);
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            long value = random.nextBoolean() ? 0 : random.nextInt(1000);
            String kind = random.nextBoolean() ? "global" : "constant";
            variables.add(define("v" + i, kind + " i64 " + value + ", align " + (8 << random.nextInt(10)), value));
        }
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            Known target = pick(variables);
            pointers.add(define("p" + i, "global ptr " + target.name, target.value));
        }
        functions.add(new Known("@one", 1));
        text.append("define internal i64 @one() noinline {\n  ret i64 1\n}\n");
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            functions.add(function("@f" + i));
        }
        text.append("""
                define i32 @jaculus_entry(ptr %%args, ptr %%results, ptr %%env) {
                  %%r = call i64 %s()
                  store i64 %%r, ptr %%results
                  ret i32 0
                }
                """.formatted(functions.getLast().name));
    }

    String text() {
        return text.toString();
    }

    long result() {
        return functions.getLast().value;
    }

    private Known define(String name, String definition, long value) {
        text.append("@%s = %s%s\n".formatted(name, pick(LINKAGE), definition));
        return new Known("@" + name, value);
    }

    private Known function(String name) {
        StringBuilder body = new StringBuilder();
        long sum = 0;
        String total = "0";
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            String term = "%t" + i;
            sum += term(term, name.substring(1) + "." + i, body);
            body.append("  %%s%d = add i64 %s, %s\n".formatted(i, total, term));
            total = "%s" + i;
        }
        String linkage = random.nextBoolean() ? "internal " : "";
        text.append("define %si64 %s() noinline {\n%s  ret i64 %s\n}\n".formatted(linkage, name, body, total));
        return new Known(name, sum);
    }

    /** Writes how a number gets into a register, and returns the number. */
    private long term(String to, String unique, StringBuilder body) {
        switch (random.nextInt(4)) {
            case 0 -> {
                Known variable = pick(variables);
                body.append("  %s = load volatile i64, ptr %s\n".formatted(to, variable.name));
                return variable.value;
            }
            case 1 -> {
                Known pointer = pick(pointers);
                body.append("  %s.p = load volatile ptr, ptr %s\n".formatted(to, pointer.name));
                body.append("  %s = load volatile i64, ptr %s.p\n".formatted(to, to));
                return pointer.value;
            }
            case 2 -> {
                Known function = pick(functions);
                body.append("  %s = call i64 %s()\n".formatted(to, function.name));
                return function.value;
            }
            default -> {
                Known function = pick(functions);
                String table = "@table." + unique;
                text.append("%s = internal constant [2 x ptr] [ptr @jaculus_entry, ptr %s]\n"
                        .formatted(table, function.name));
                body.append("  %s.q = getelementptr ptr, ptr %s, i64 1\n".formatted(to, table));
                body.append("  %s.f = load volatile ptr, ptr %s.q\n".formatted(to, to));
                body.append("  %s = call i64 %s.f()\n".formatted(to, to));
                return function.value;
            }
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
