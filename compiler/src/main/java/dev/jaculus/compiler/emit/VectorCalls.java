package dev.jaculus.compiler.emit;

import static java.util.Collections.nCopies;

import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.VectorMath;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls of elementary functions that may become calls for whole vectors: LLVM's loop vectoriser decides.
 *
 * <p>A number's result must not depend on where in an array it lies, but the vector function and libm's differ in the last bits, and a
 * vectorised loop still does its last turns one by one. So a call is written as a call of a function that does not exist, one for each
 * place in the source, with variants for vectors of each length. When LLVM's passes are done, it is known which places were vectorised;
 * there the calls that were left are resolved to the vector function too, elsewhere to libm's (the attributes {@code jaculus-…} say to
 * what; {@code dev.jaculus.llvm.VectorCalls} does it). Vectors of other lengths than the library's go through helpers that fill up or
 * cut, so that all results are of one and the same function.
 */
final class VectorCalls {
    private final VectorMath library;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> declared = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    VectorCalls(VectorMath library) {
        this.library = library;
    }

    boolean has(MathFunction function, Type.Float type) {
        return library.has(function, type);
    }

    /** What to call at this place in the source, which loops may copy and other functions inline. */
    String at(String place, MathFunction function, Type.Float type) {
        String name = function.cName(type);
        String group = "jac.math." + places.computeIfAbsent(place, _ -> places.size()) + "." + name;
        if (!declared.containsKey(group)) {
            helpers(function, type);
            var variants = new LinkedHashSet<String>();
            for (int lanes : lengths(type)) {
                String variant = group + ".v" + lanes;
                String to = lanes == library.lanes(type) ? symbol(function, type) : helper(name, lanes);
                declare(variant, vector(lanes, type), function, "\"jaculus-vector\"=\"" + to + "\"");
                used.add(variant);
                variants.add("_ZGV_LLVM_N" + lanes + "v".repeat(function.arity()) + "_" + group + "(" + variant + ")");
            }
            String attributes = "\"vector-function-abi-variant\"=\"" + String.join(",", variants)
                    + "\" \"jaculus-alone\"=\"" + name + "\" \"jaculus-beside\"=\"" + helper(name, 1) + "\"";
            declare(group, Spelling.type(type), function, attributes);
        }
        return "@" + group;
    }

    /** The lines of all that was asked for. */
    void write(StringBuilder out) {
        declared.values().forEach(text -> out.append(text).append('\n'));
        if (!used.isEmpty()) { // the vectoriser takes only functions that the module has
            out.append("@llvm.compiler.used = appending global [")
                    .append(used.size())
                    .append(" x ptr] [")
                    .append(used.stream().map(name -> "ptr @" + name).collect(Collectors.joining(", ")))
                    .append("], section \"llvm.metadata\"\n");
        }
    }

    private void declare(String name, String type, MathFunction function, String attributes) {
        declared.put(
                name,
                "declare " + type + " @" + name + "(" + String.join(", ", nCopies(function.arity(), type))
                        + ") nounwind willreturn memory(none) " + attributes);
    }

    private void helpers(MathFunction function, Type.Float type) {
        String name = function.cName(type);
        if (used.contains(helper(name, 1))) return;
        declare(symbol(function, type), vector(library.lanes(type), type), function, "");
        helper(function, type, 1);
        for (int lanes : lengths(type)) {
            if (lanes != library.lanes(type)) helper(function, type, lanes);
        }
    }

    /** A shorter vector is repeated, so that no lane computes what nobody asked; a longer one is halved. */
    private void helper(MathFunction function, Type.Float type, int lanes) {
        int full = library.lanes(type);
        String own = lanes == 1 ? Spelling.type(type) : vector(lanes, type);
        String name = helper(function.cName(type), lanes);
        var text = new StringBuilder("define internal " + own + " @" + name + "(");
        text.append(IntStream.range(0, function.arity())
                .mapToObj(i -> own + " %a" + i)
                .collect(Collectors.joining(", ")));
        text.append(") nounwind willreturn memory(none) noinline {\n");
        int calls = Math.max(1, lanes / full);
        for (int c = 0; c < calls; c++) {
            var args = new LinkedHashSet<String>();
            for (int i = 0; i < function.arity(); i++) {
                String from = "%a" + i, whole = "%w" + c + "." + i;
                if (lanes == 1) {
                    text.append("  %o" + i + " = insertelement " + vector(full, type) + " poison, " + own + " " + from
                            + ", i64 0\n");
                    text.append("  " + whole + " = shufflevector " + vector(full, type) + " %o" + i + ", "
                            + vector(full, type) + " poison, <" + full + " x i32> zeroinitializer\n");
                } else {
                    int first = c * full;
                    text.append("  " + whole + " = shufflevector " + own + " " + from + ", " + own + " poison, "
                            + mask(IntStream.range(0, full).map(k -> (first + k) % lanes)) + "\n");
                }
                args.add(vector(full, type) + " " + whole);
            }
            text.append("  %r" + c + " = call " + vector(full, type) + " @" + symbol(function, type) + "("
                    + String.join(", ", args) + ")\n");
        }
        String both = vector(full, type) + " %r0, " + vector(full, type) + (calls == 2 ? " %r1" : " poison");
        text.append(
                lanes == 1
                        ? "  %r = extractelement " + vector(full, type) + " %r0, i64 0\n"
                        : "  %r = shufflevector " + both + ", " + mask(IntStream.range(0, lanes)) + "\n");
        text.append("  ret " + own + " %r\n}");
        declared.put(name, text.toString());
        used.add(name);
    }

    /** The lengths that LLVM may choose: with other types in the loop it takes fewer or more numbers at a time. */
    private int[] lengths(Type.Float type) {
        return IntStream.iterate(2, n -> n <= 2 * library.lanes(type), n -> 2 * n)
                .toArray();
    }

    private String symbol(MathFunction function, Type.Float type) {
        return VectorMath.symbol(function, type, library.bits());
    }

    private static String helper(String name, int lanes) {
        return "jac.vector." + name + ".v" + lanes;
    }

    private static String vector(int lanes, Type.Float type) {
        return "<" + lanes + " x " + Spelling.type(type) + ">";
    }

    private static String mask(IntStream lanes) {
        int[] all = lanes.toArray();
        return "<" + all.length + " x i32> <"
                + IntStream.of(all).mapToObj(k -> "i32 " + k).collect(Collectors.joining(", ")) + ">";
    }
}
