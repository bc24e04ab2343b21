package dev.jaculus.profiler.view;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A page in one file: its data as JSON, and the style and scripts that draw them; nothing is fetched. */
public final class Page {
    private final String html;

    private static final String DATA = "{{data}}";

    /** How the data are written. */
    @FunctionalInterface
    public interface Data {
        void write(Appendable out) throws IOException;
    }

    /**
     * Of its parts, by name.
     *
     * @param resource gives the text of a part
     */
    public Page(Function<String, String> resource, String html, List<String> styles, List<String> scripts) {
        String style = styles.stream().map(resource).collect(Collectors.joining());
        String script = scripts.stream().map(resource).collect(Collectors.joining());
        this.html = resource.apply(html).replace("{{css}}", style).replace("{{js}}", script);
    }

    /** Writes it with these data. */
    public void write(Data data, Appendable out) throws IOException {
        int at = html.indexOf(DATA);
        out.append(html, 0, at);
        data.write(new InScript(out));
        out.append(html, at + DATA.length(), html.length());
    }

    /** A part that lies beside a class, in its folder {@code page}; else beside this one. */
    public static String resource(Class<?> owner, String name) {
        try (InputStream own = owner.getResourceAsStream("page/" + name);
                InputStream in = own == null ? Page.class.getResourceAsStream("page/" + name) : own) {
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
