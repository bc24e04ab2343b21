package dev.jaculus.explain.ir;

import dev.jaculus.explain.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places that a module's metadata name. */
final class DebugLines {
    private static final Pattern NODE =
            Pattern.compile("^!(\\d+) = (?:distinct )?!(DILocation|DISubprogram|DIFile|DILexicalBlock\\w*)\\((.*)\\)$");
    private static final Pattern FIELD = Pattern.compile("(\\w+): (\"(?:[^\"\\\\]|\\\\.)*\"|[^,]+)");
    private static final Pattern BYTE = Pattern.compile("\\\\([0-9A-Fa-f]{2})");

    private final Map<Integer, Map<String, String>> nodes = new HashMap<>();
    private final Map<Integer, Inlining> known = new HashMap<>();

    /** Takes a line of the text if it is such metadata. */
    void take(String line) {
        Matcher node = line.startsWith("!") ? NODE.matcher(line) : null;
        if (node != null && node.matches()) {
            Map<String, String> fields = new HashMap<>();
            Matcher field = FIELD.matcher(node.group(3));
            while (field.find()) {
                fields.putIfAbsent(field.group(1), field.group(2));
            }
            nodes.put(Integer.parseInt(node.group(1)), fields);
        }
    }

    /** The place of a {@code DILocation}. */
    Inlining at(int location) {
        return known.computeIfAbsent(location, this::find);
    }

    private Inlining find(int location) {
        List<Inlining.Site> sites = new ArrayList<>();
        for (Map<String, String> at = nodes.get(location); at != null; at = nodes.get(reference(at, "inlinedAt"))) {
            Map<String, String> scope = nodes.getOrDefault(reference(at, "scope"), Map.of());
            Map<String, String> file = nodes.getOrDefault(reference(scope, "file"), Map.of());
            Place place = new Place(text(file, "filename"), number(at, "line"), number(at, "column"));
            sites.add(new Inlining.Site(text(scope, "name"), place));
        }
        return new Inlining(sites);
    }

    private static int reference(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        return value.startsWith("!") ? Integer.parseInt(value.substring(1)) : -1;
    }

    private static int number(Map<String, String> fields, String name) {
        return Integer.parseInt(fields.getOrDefault(name, "0"));
    }

    private static String text(Map<String, String> fields, String name) {
        String quoted = fields.getOrDefault(name, "\"\"");
        String inside = quoted.substring(1, Math.max(1, quoted.length() - 1));
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        Matcher bytes = BYTE.matcher(inside); // LLVM spells bytes that are no plain text, one by one
        String latin = bytes.replaceAll(
                b -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(b.group(1), 16))));
        return new String(
                latin.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), java.nio.charset.StandardCharsets.UTF_8);
    }
}
