package dev.jaculus.explain.view;

import dev.jaculus.explain.Fate;
import dev.jaculus.explain.Obstacle;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Vectorisation;
import java.util.List;
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
