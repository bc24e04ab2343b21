package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code np.einsum} and {@code np.tensordot}: sums of products over axes that are known while compiling. Two arrays become one, again and again; each time
 * the library gets their axes in the order of a product of matrices.
 */
public final class Contractions {
    private final Scope f;
    private final CallArguments arguments;
    private final Span span;
    private final boolean exact; // whether an axis of length 1 does not stretch

    private Contractions(Scope f, CallArguments arguments, boolean exact) {
        this.f = f;
        this.arguments = arguments;
        this.span = arguments.place().span();
        this.exact = exact;
    }

    /** An array, or a number, and a name for each axis. */
    private record Operand(Expr tree, List<String> labels) {
        boolean isNumber() {
            return tree.type() instanceof Type.Scalar;
        }
    }

    static void register(Map<String, Known> known) {
        known.put("numpy.einsum", Contractions::einsum);
        known.put("numpy.tensordot", Contractions::tensordot);
        known.put("numpy.linalg.tensordot", Contractions::tensordot);
    }

    // Subscripts.

    private static Value einsum(Scope f, CallArguments arguments) {
        for (String name : arguments.keywords().keySet()) {
            if (!Set.of("out", "optimize").contains(name)) {
                throw Errors.unknownKeyword(arguments.place(), "np.einsum", name, List.of("out", "optimize"));
            }
        }
        List<Value> given = arguments.positional();
        Optional<String> text = given.isEmpty() ? Optional.empty() : Texts.known(given.getFirst());
        if (text.isEmpty()) {
            throw Errors.refused(
                    arguments.place(), "the subscripts of np.einsum are a text that is known while compiling");
        }
        var contraction = new Contractions(f, arguments, false);
        String[] sides = text.get().replace(" ", "").split("->", -1);
        String[] terms = sides[0].split(",", -1);
        if (sides.length > 2 || terms.length != given.size() - 1) {
            throw contraction.wrong("there is one term of subscripts for each operand");
        }
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            Expr array = f.hide(ArrayOperands.array(f, given.get(i + 1), arguments, "np.einsum"), "operand");
            operands.add(new Operand(array, contraction.labels(terms[i], rank(array))));
        }
        List<String> output =
                sides.length == 2 ? contraction.output(sides[1], operands) : contraction.impliedOutput(operands);
        Expr result = contraction.contracted(operands, output);
        return f.calls().into(Optional.ofNullable(arguments.keywords().get("out")), result, "np.einsum", arguments);
    }

    private static int rank(Expr array) {
        return ((Type.Array) array.type()).rank();
    }

    /** The labels of a term: its letters, and for each axis under {@code ...} its number from the last one on. */
    private List<String> labels(String term, int rank) {
        int dots = term.indexOf("...");
        String letters = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + 3);
        boolean fits = dots < 0 ? letters.length() == rank : letters.length() <= rank;
        if (!letters.chars().allMatch(Character::isLetter)) {
            throw wrong("subscripts are letters, `,`, `->` and one `...` in a term");
        }
        if (!fits) {
            throw wrong("the term `%s` does not name the %d axes of its operand".formatted(term, rank));
        }
        List<String> labels =
                new ArrayList<>(letters.chars().mapToObj(Character::toString).toList());
        if (dots >= 0) {
            for (int i = 0; i < rank - letters.length(); i++) {
                labels.add(dots, "." + i);
            }
        }
        return labels;
    }

    private List<String> output(String term, List<Operand> operands) {
        Set<String> all = new LinkedHashSet<>();
        operands.forEach(one -> all.addAll(one.labels()));
        List<String> hidden =
                all.stream().filter(Contractions::isHidden).sorted().toList();
        int dots = term.indexOf("...");
        if (dots < 0 && !hidden.isEmpty()) {
            throw wrong("the output subscripts lack the `...` of the operands");
        }
        List<String> labels = labels(term, term.replace("...", "").length() + (dots < 0 ? 0 : hidden.size()));
        if (new HashSet<>(labels).size() != labels.size() || !all.containsAll(labels)) {
            throw wrong("the output subscripts are each there once, and in an operand");
        }
        return labels;
    }

    private static boolean isHidden(String label) {
        return label.startsWith(".");
    }

    /** What is under {@code ...}, then the letters that are there once, in the alphabet's order. */
    private List<String> impliedOutput(List<Operand> operands) {
        List<String> all = new ArrayList<>();
        operands.forEach(one -> all.addAll(one.labels()));
        List<String> output = new ArrayList<>(all.stream()
                .filter(Contractions::isHidden)
                .distinct()
                .sorted((a, b) -> b.compareTo(a))
                .toList());
        output.addAll(all.stream()
                .filter(label -> !isHidden(label) && all.indexOf(label) == all.lastIndexOf(label))
                .sorted()
                .toList());
        return output;
    }

    private RuntimeException wrong(String text) {
        return Errors.refused(arguments.place(), "einstein sum subscripts: " + text);
    }

    // Axes.

    private static Value tensordot(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("np.tensordot", "a", "b", "axes?");
        var contraction = new Contractions(f, arguments, true);
        Expr a = f.hide(ArrayOperands.array(f, bound.getFirst().orElseThrow(), arguments, "np.tensordot"), "a");
        Expr b = f.hide(ArrayOperands.array(f, bound.get(1).orElseThrow(), arguments, "np.tensordot"), "b");
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        contraction.axes(bound.getLast(), rank(a), rank(b), left, right);
        List<String> leftLabels = new ArrayList<>();
        List<String> rightLabels = new ArrayList<>();
        for (int i = 0; i < rank(a); i++) {
            leftLabels.add("a" + i);
        }
        for (int i = 0; i < rank(b); i++) {
            rightLabels.add("b" + i);
        }
        List<String> output = new ArrayList<>(leftLabels);
        output.addAll(rightLabels);
        for (int i = 0; i < left.size(); i++) {
            output.removeAll(List.of(leftLabels.get(left.get(i)), rightLabels.get(right.get(i))));
            rightLabels.set(right.get(i), leftLabels.get(left.get(i)));
        }
        return new Computed(contraction.contracted(
                new ArrayList<>(List.of(new Operand(a, leftLabels), new Operand(b, rightLabels))), output));
    }

    private void axes(Optional<Value> given, int leftRank, int rightRank, List<Integer> left, List<Integer> right) {
        Value axes = given.orElseGet(() -> new Computed(Trees.integer(2, span)));
        OptionalLong count = axes instanceof Computed c ? Trees.literalInt(c.tree()) : OptionalLong.empty();
        if (count.isPresent()) {
            int n = (int) Math.max(0, Math.min(count.getAsLong(), 64));
            for (int i = 0; i < n; i++) {
                left.add(axis(i - n, leftRank));
                right.add(axis(i, rightRank));
            }
            return;
        }
        List<Value> both = items(axes);
        if (both.size() != 2) {
            throw unknownAxes();
        }
        numbers(both.getFirst()).forEach(one -> left.add(axis(one, leftRank)));
        numbers(both.getLast()).forEach(one -> right.add(axis(one, rightRank)));
        if (left.size() != right.size()
                || new HashSet<>(left).size() != left.size()
                || new HashSet<>(right).size() != right.size()) {
            throw Errors.refused(arguments.place(), "shape-mismatch for sum: as many axes of both, each once");
        }
    }

    private int axis(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw Errors.refused(
                    arguments.place(), "axis %d is out of bounds for array of dimension %d".formatted(axis, rank));
        }
        return Math.floorMod(axis, rank);
    }

    private List<Value> items(Value value) {
        return value instanceof Value.Listing list
                ? list.items()
                : Tuples.is(value) ? Tuples.items(f, value, span) : List.of(value);
    }

    private List<Integer> numbers(Value value) {
        List<Integer> all = new ArrayList<>();
        for (Value item : items(value)) {
            OptionalLong known = item instanceof Computed c ? Trees.literalInt(c.tree()) : OptionalLong.empty();
            all.add((int) known.orElseThrow(this::unknownAxes));
        }
        return all;
    }

    private RuntimeException unknownAxes() {
        return Errors.refused(
                arguments.place(),
                "the axes of np.tensordot are a number or two lists of numbers, known while compiling");
    }

    // The work.

    private Expr contracted(List<Operand> operands, List<String> output) {
        List<Operand> rest = new ArrayList<>(operands);
        while (rest.size() > 1) {
            Operand one = rest.removeFirst();
            Operand other = rest.remove(nearest(one, rest));
            Set<String> needed = new HashSet<>(output);
            rest.forEach(operand -> needed.addAll(operand.labels()));
            rest.addFirst(pair(alone(one, needed, other.labels()), alone(other, needed, one.labels()), needed));
        }
        Operand last = alone(rest.getFirst(), output, List.of());
        return last.isNumber() ? last.tree() : permuted(last, output);
    }

    /** Which of the others shares the most axes. */
    private static int nearest(Operand one, List<Operand> others) {
        int best = 0;
        long most = -1;
        for (int i = 0; i < others.size(); i++) {
            long shared = one.labels().stream()
                    .distinct()
                    .filter(others.get(i).labels()::contains)
                    .count();
            if (shared > most) {
                most = shared;
                best = i;
            }
        }
        return best;
    }

    /** The operand with each label once, and without those that nobody needs, over which it is summed. */
    private Operand alone(Operand given, Collection<String> needed, Collection<String> others) {
        Operand one = given;
        for (int i = 0; i < one.labels().size(); i++) {
            int again = one.labels().lastIndexOf(one.labels().get(i));
            if (again > i) {
                List<String> labels = new ArrayList<>(one.labels());
                labels.remove(again);
                labels.add(labels.remove(i));
                one = new Operand(library("diagonal_of", one.tree(), number(i), number(again)), labels);
                i = -1;
            }
        }
        List<Value> summed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int i = 0; i < one.labels().size(); i++) {
            String label = one.labels().get(i);
            if (needed.contains(label) || others.contains(label)) {
                left.add(label);
            } else {
                summed.add(number(i));
            }
        }
        if (summed.isEmpty()) {
            return one;
        }
        Value dtype =
                new Value.Fixed(new Frozen.TypeObject(((Type.Array) one.tree().type()).element()));
        Value axes = summed.size() == 1 ? summed.getFirst() : Trees.tupleOf(summed, span);
        Value total = f.calls().named("numpy.sum", List.of(new Computed(one.tree()), axes, dtype), span);
        return new Operand(f.hide(((Computed) total).tree(), "operand"), left);
    }

    private Operand pair(Operand one, Operand other, Set<String> needed) {
        List<String> batch = new ArrayList<>();
        List<String> summed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>(other.labels());
        right.removeAll(one.labels());
        for (String label : one.labels()) {
            (!other.labels().contains(label) ? left : needed.contains(label) ? batch : summed).add(label);
        }
        List<String> labels = new ArrayList<>(batch);
        labels.addAll(left);
        labels.addAll(right);
        if (one.isNumber() || other.isNumber()) {
            Value product = f.calls()
                    .named("numpy.multiply", List.of(new Computed(one.tree()), new Computed(other.tree())), span);
            return new Operand(f.hide(((Computed) product).tree(), "operand"), labels);
        }
        Expr a = permuted(one, together(batch, left, summed));
        Expr b = permuted(other, together(batch, right, summed));
        Value strict = new Computed(Trees.bool(exact, span));
        Expr result = library("contracted", a, new Computed(b), number(batch.size()), number(summed.size()), strict);
        return new Operand(f.hide(result, "operand"), labels);
    }

    private static List<String> together(List<String> batch, List<String> own, List<String> summed) {
        List<String> all = new ArrayList<>(batch);
        all.addAll(own);
        all.addAll(summed);
        return all;
    }

    private Expr permuted(Operand operand, List<String> order) {
        List<Integer> axes = order.stream().map(operand.labels()::indexOf).toList();
        return ArrayShapes.permuted(operand.tree(), axes, span);
    }

    private Value number(int value) {
        return new Computed(Trees.integer(value, span));
    }

    private Expr library(String name, Expr array, Value... more) {
        List<Value> given = new ArrayList<>(List.of(new Computed(array)));
        given.addAll(List.of(more));
        return ((Computed) f.calls().named("jaculus." + name, given, span)).tree();
    }
}
