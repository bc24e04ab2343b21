package dev.jaculus.explain.view;

import dev.jaculus.explain.Fate;
import dev.jaculus.explain.LoopStory;
import dev.jaculus.explain.Obstacle;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Trial;
import dev.jaculus.explain.Vectorisation;
import dev.jaculus.explain.Wait;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sentences of an explanation. */
public final class Words {
    private Words() {}

    /** What became of a line, to stand behind it. */
    public static String of(Fate fate) {
        return switch (fate) {
            case Fate.Vectorised(int elements, String type, int bits) ->
                "vectorised: " + elements + " × " + type + " in one instruction (" + bits + " bits)";
            case Fate.Folded(List<Integer> into, List<Integer> with, String operation) -> {
                String target = "folded into " + lines(into);
                yield operation.isEmpty()
                        ? target
                        : target + ", " + (with.isEmpty() ? "with it " : "with it and " + lines(with) + " ")
                                + operation;
            }
            case Fate.Absorbed(List<Integer> lines, String operation) ->
                lines(lines) + " and this one became " + operation;
            case Fate.Hoisted(int loop, boolean partly) ->
                "done once, before the loop of line " + loop + (partly ? ", in one of that loop's versions" : "");
            case Fate.Removed() -> "no instruction of its own is left";
            case Fate.Calls(List<String> functions) -> "calls " + String.join(", ", functions);
            case Fate.Inlined(List<String> functions) -> String.join(", ", functions) + " is inlined here";
            case Fate.Unrolled(int times) ->
                times == 0 ? "unrolled wholly: no loop is left" : "unrolled " + times + " times";
        };
    }

    /** "line 7", "lines 8 and 9", "lines 8, 9 and 10". */
    public static String lines(List<Integer> lines) {
        if (lines.size() == 1) {
            return "line " + lines.getFirst();
        }
        String front = lines.subList(0, Math.max(0, lines.size() - 1)).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return "lines " + front + " and " + (lines.isEmpty() ? "" : lines.getLast());
    }

    /** Whether a loop was vectorised, in a sentence without its end. */
    public static String of(Vectorisation vectorisation, Place loop) {
        return switch (vectorisation) {
            case Vectorisation.Vectorised(int elements, int interleaved) ->
                "vectorised ×" + elements + (interleaved > 1 ? ", " + interleaved + " such in a turn" : "");
            case Vectorisation.Scalar(List<Obstacle> obstacles) ->
                obstacles.isEmpty() ? "not vectorised" : "not vectorised: " + why(obstacles.getFirst(), loop);
            case Vectorisation.Gone(String became) -> became.isEmpty() ? "no loop is left of it" : became;
        };
    }

    /** What a loop waits for, in a sentence without its end. */
    public static String of(Wait wait) {
        return switch (wait.kind()) {
            case CHAIN ->
                "each turn waits for " + value(wait) + " by the turn before: " + cycles(wait.chain()) + " of dependency"
                        + through(wait) + ", "
                        + cycles(wait.work()).replace(" cycles", "").replace(" cycle", "")
                        + " of work" + unless(wait);
            case BRANCH ->
                "which way " + lines(lineNumbers(wait.forks()))
                        + " goes depends on the data: where it is not foreseen a turn waits"
                        + " some 20 cycles more; else " + cycles(Math.max(wait.chain(), wait.work()));
            case WORK ->
                "the work itself takes the time: " + cycles(wait.work()) + " a turn" + unless(wait) + memory(wait);
            case MEMORY ->
                "it waits for memory, for the arrays are larger than a core's caches: each turn takes "
                        + String.format(Locale.ROOT, "%.0f", wait.bytes()) + " bytes"
                        + (wait.scattered() ? ", some far from those of the turn before" : "") + ", and has "
                        + cycles(Math.max(wait.work(), wait.chain())) + " of work";
            case CALL ->
                wait.calls().isEmpty()
                        ? "no verdict: each turn calls our runtime, which takes what it takes"
                        : "each turn calls " + String.join(", ", wait.calls())
                                + ", which takes what it takes; the work around takes " + cycles(wait.work());
            case MAYBE_STORED ->
                "where two turns one after the other meet in the same element, the second waits for what the first has stored: "
                        + cycles(wait.chain()) + through(wait) + "; else " + cycles(wait.work()) + " of work";
            case UNKNOWN -> "no verdict: it has instructions of which we do not know how long they take";
        };
    }

    private static String value(Wait wait) {
        return wait.stored()
                .map(at -> "the value stored at line " + at.line())
                .orElse("the value computed at " + lines(lineNumbers(wait.places())));
    }

    private static String through(Wait wait) {
        List<Integer> lines = lineNumbers(wait.places());
        return wait.stored().isEmpty() || lines.isEmpty() ? "" : " through " + lines(lines);
    }

    /** Main memory gives a core some four bytes a cycle. */
    private static String memory(Wait wait) {
        return !wait.isAtMemory()
                ? ""
                : "; or memory, where the arrays do not fit into the caches: "
                        + String.format(Locale.ROOT, "%.0f", wait.bytes()) + " bytes a turn";
    }

    private static String unless(Wait wait) {
        List<Integer> lines = lineNumbers(wait.forks());
        return lines.isEmpty() ? "" : ", if the branch of " + lines(lines) + " is foreseen";
    }

    private static List<Integer> lineNumbers(List<Place> places) {
        return places.stream().map(Place::line).distinct().toList();
    }

    private static String cycles(double cycles) {
        String number = cycles < 0.095
                ? "less than 0.1"
                : cycles < 9.95 && Math.abs(cycles - Math.rint(cycles)) > 0.05
                        ? String.format(Locale.ROOT, "%.1f", cycles)
                        : String.format(Locale.ROOT, "%.0f", cycles);
        return number + (number.equals("1") ? " cycle" : " cycles");
    }

    /** What would change a loop that was not vectorised, and what came of trying it; empty where nobody knows, or it did not help. */
    public static String change(LoopStory loop, Optional<Trial> trial) {
        if (!(loop.vectorisation() instanceof Vectorisation.Scalar(List<Obstacle> obstacles)) || obstacles.isEmpty()) {
            return "";
        }
        Obstacle.Kind kind = obstacles.getFirst().kind();
        if (kind != Obstacle.Kind.FLOAT_ORDER || trial.isEmpty()) {
            return kind.change();
        }
        Trial tried = trial.get();
        if (!tried.helps()) {
            return "";
        }
        String results = tried.difference() == 0
                ? "its results are the same"
                : String.format(Locale.ROOT, "its results differ by %.0e", tried.difference());
        return String.format(
                Locale.ROOT,
                "%s: tried, the function is %.1f × as fast, and %s",
                tried.change(),
                tried.gain(),
                results);
    }

    private static String why(Obstacle obstacle, Place loop) {
        StringBuilder text = new StringBuilder(obstacle.kind().why());
        obstacle.at()
                .filter(at -> !at.isBeside(loop))
                .ifPresent(at -> text.append(" (line ")
                        .append(at.line())
                        .append(obstacle.other()
                                .filter(o -> !o.isBeside(at))
                                .map(o -> " and line " + o.line())
                                .orElse(""))
                        .append(')'));
        return text.toString();
    }
}
