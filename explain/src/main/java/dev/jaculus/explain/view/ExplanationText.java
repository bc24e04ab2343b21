package dev.jaculus.explain.view;

import dev.jaculus.explain.ExplainedKernel;
import dev.jaculus.explain.Explanation;
import dev.jaculus.explain.LineStory;
import dev.jaculus.explain.LoopStory;
import dev.jaculus.explain.Observation;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Trial;
import dev.jaculus.explain.code.Instruction;
import dev.jaculus.profiler.view.Look;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation for a terminal. */
public final class ExplanationText {
    private final Explanation explanation;
    private final Look look;
    private final boolean assembly;
    private final Appendable out;

    private ExplanationText(Explanation explanation, Look look, boolean assembly, Appendable out) {
        this.explanation = explanation;
        this.look = look;
        this.assembly = assembly;
        this.out = out;
    }

    /** Writes it; with the machine code under each line, if asked. */
    public static void write(Explanation explanation, Look look, boolean assembly, Appendable out) throws IOException {
        ExplanationText text = new ExplanationText(explanation, look, assembly, out);
        for (String remark : explanation.remarks()) {
            text.line("# " + remark);
        }
        for (ExplainedKernel kernel : explanation.kernels()) {
            text.kernel(kernel);
        }
        text.wider(explanation.wider());
    }

    private void kernel(ExplainedKernel kernel) throws IOException {
        line("");
        line(look.heading("## " + kernel.name() + "(" + kernel.signature() + "), "
                + kernel.place().file() + ":" + kernel.place().line()
                + share(kernel.weight(), ", ", " of the samples")));
        for (LineStory story : kernel.lines()) {
            story(kernel, story);
        }
        if (kernel.loops().isEmpty()) {
            line("  no loop: a call takes what its " + kernel.instructions().size() + " instructions take");
        } else {
            line("");
            line(look.heading("Loops"));
        }
        for (LoopStory loop : kernel.loops()) {
            loop(loop, kernel.trial());
        }
        wider(kernel.wider());
    }

    private void story(ExplainedKernel kernel, LineStory story) throws IOException {
        Place at = new Place(story.file(), story.line(), 0);
        if (story.fates().isEmpty() && story.weight() == 0 && !assembly) {
            return;
        }
        String number = String.format(Locale.ROOT, "%6s %5d | ", share(story.weight(), "", ""), story.line());
        line(number + look.cut(explanation.text(at), number.length()));
        for (var fate : story.fates()) {
            line(" ".repeat(16) + "- " + Words.of(fate));
        }
        if (assembly) {
            for (Instruction one : kernel.instructions()) {
                if (one.place().filter(at::isBeside).isPresent()) {
                    line(look.faint(String.format(
                            Locale.ROOT,
                            "%6s %16s %s",
                            share(one.weight(), "", ""),
                            Long.toHexString(one.address()),
                            one.text())));
                }
            }
        }
    }

    private void wider(List<Observation> observations) throws IOException {
        if (!observations.isEmpty()) {
            line("");
            line(look.heading("Wider"));
        }
        for (Observation one : observations) {
            if (one.at().line() > 0) {
                line("  line " + one.at().line() + ", " + look.cut(explanation.text(one.at()), 12));
            }
            line("    " + one.text());
            line("    what would change it: " + one.remedy());
        }
    }

    private void loop(LoopStory loop, Optional<Trial> trial) throws IOException {
        line("  line " + loop.place().line() + ", " + look.cut(explanation.text(loop.place()), 12));
        if (loop.waits().isPresent()) {
            line("    " + Words.of(loop.waits().get()));
        }
        line("    " + Words.of(loop.vectorisation(), loop.place()));
        String change = Words.change(loop, trial);
        if (!change.isEmpty()) {
            line("    what would change it: " + change);
        }
    }

    private String share(long weight, String before, String after) {
        if (weight == 0 || explanation.total() == 0) {
            return "";
        }
        return before + String.format(Locale.ROOT, "%.1f%%", 100.0 * weight / explanation.total()) + after;
    }

    private void line(String text) throws IOException {
        out.append(text.stripTrailing()).append('\n');
    }
}
