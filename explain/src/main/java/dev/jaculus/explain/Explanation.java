package dev.jaculus.explain;

import dev.jaculus.profiler.model.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * All that is known of why a run's kernels are as fast as they are.
 *
 * @param kernels the hottest first
 * @param wider what the whole run shows
 * @param total samples of the run; 0 where nothing ran
 * @param rate samples a second
 * @param sources the text of the files that lines are in
 * @param remarks what could not be explained, in sentences
 */
public record Explanation(
        List<ExplainedKernel> kernels,
        List<Observation> wider,
        long total,
        int rate,
        Map<String, SourceFile> sources,
        List<String> remarks) {
    public Explanation {
        kernels = List.copyOf(kernels);
        wider = List.copyOf(wider);
        sources = Map.copyOf(sources);
        remarks = List.copyOf(remarks);
    }

    /** A line's text, without its indentation; empty when it is not known. */
    public String text(Place at) {
        SourceFile file = sources.get(at.file());
        return file == null ? "" : file.text().line(at.line()).strip();
    }
}
