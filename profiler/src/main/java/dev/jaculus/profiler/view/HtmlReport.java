package dev.jaculus.profiler.view;

import dev.jaculus.profiler.format.JsonProfile;
import dev.jaculus.profiler.model.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

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

    private static final String DATA = "{{data}}";

    private HtmlReport() {}

    /** Writes it. */
    public static void write(Profile profile, Appendable out) throws IOException {
        String script = SCRIPTS.stream().map(HtmlReport::resource).collect(Collectors.joining());
        String page =
                resource("page.html").replace("{{css}}", resource("page.css")).replace("{{js}}", script);
        int data = page.indexOf(DATA);
        out.append(page, 0, data);
        JsonProfile.write(profile, new InScript(out));
        out.append(page, data + DATA.length(), page.length());
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream("page/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read from our own jar", e);
        }
    }

    /** JSON in an element: a less-than sign, which is in texts only, could begin its end. */
    private record InScript(Appendable out) implements Appendable {
        @Override
        public Appendable append(CharSequence text) throws IOException {
            return append(text, 0, text.length());
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) throws IOException {
            int from = start;
            for (int i = start; i < end; i++) {
                if (text.charAt(i) == '<') {
                    out.append(text, from, i).append("\\u003c");
                    from = i + 1;
                }
            }
            out.append(text, from, end);
            return this;
        }

        @Override
        public Appendable append(char one) throws IOException {
            out.append(one == '<' ? "\\u003c" : Character.toString(one));
            return this;
        }
    }
}
