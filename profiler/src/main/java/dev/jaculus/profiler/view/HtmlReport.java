package dev.jaculus.profiler.view;

import dev.jaculus.profiler.format.JsonProfile;
import dev.jaculus.profiler.model.Profile;
import java.io.IOException;
import java.util.List;

/**
 * The report as a page in one file: the profile as JSON, and the script and style that draw it; nothing is fetched.
 *
 * <p>All that is shown is computed by the script, from the JSON that {@link JsonProfile} writes: so a page is a profile,
 * and what it shows can be seen in {@code page/}.
 */
public final class HtmlReport {
    /** In this order they are one script. */
    private static final List<String> SCRIPTS = List.of(
            "1-base.js",
            "2-model.js",
            "3-answer.js",
            "4-functions.js",
            "5-source.js",
            "6-detail.js",
            "7-flame.js",
            "8-time.js",
            "9-page.js");

    private HtmlReport() {}

    /** Writes it. */
    public static void write(Profile profile, Appendable out) throws IOException {
        Page page = new Page(name -> Page.resource(HtmlReport.class, name), "page.html", List.of("page.css"), SCRIPTS);
        page.write(data -> JsonProfile.write(profile, data), out);
    }
}
