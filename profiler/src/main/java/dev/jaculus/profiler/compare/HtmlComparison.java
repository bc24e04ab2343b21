package dev.jaculus.profiler.compare;

import dev.jaculus.profiler.view.Page;
import java.io.IOException;
import java.util.List;

/**
 * A comparison as a page in one file, with plots: time against memory, growth, every run. What {@link ComparisonJson} writes is
 * in it; {@code page/} shows how it is drawn.
 */
public final class HtmlComparison {
    private static final List<String> SCRIPTS =
            List.of("1-base.js", "compare-1-ways.js", "compare-2-plots.js", "compare-3-page.js");

    private HtmlComparison() {}

    /** Writes it. */
    public static void write(Comparison comparison, Appendable out) throws IOException {
        Page page = new Page(
                name -> Page.resource(HtmlComparison.class, name),
                "compare.html",
                List.of("page.css", "compare.css"),
                SCRIPTS);
        page.write(data -> ComparisonJson.write(comparison, data), out);
    }
}
