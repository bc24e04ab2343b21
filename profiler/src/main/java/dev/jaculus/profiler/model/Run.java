package dev.jaculus.profiler.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The run that was profiled.
 *
 * @param program its name for people; empty when not known, as all text here
 * @param command what was typed
 * @param folder the working folder: files below it are named relative to it
 * @param started when
 * @param elapsedSeconds from its start to its end; 0 when not known
 * @param versions of what ran, by name: {@code cpu}, {@code python}, {@code numpy}, {@code jaculus}; in this order in reports
 * @param remarks what else the reader should know, a sentence each
 */
public record Run(
        String program,
        String command,
        String folder,
        Instant started,
        double elapsedSeconds,
        Map<String, String> versions,
        List<String> remarks) {
    public static final Run UNKNOWN = new Run("", "", "", Instant.EPOCH, 0, Map.of(), List.of());

    public Run {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        remarks = List.copyOf(remarks);
    }

    /** The same run, with more remarks. */
    public Run remarking(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new Run(program, command, folder, started, elapsedSeconds, versions, all);
    }

    /** The same run, when it is known when it started. */
    public Run startedAt(Instant when) {
        return new Run(program, command, folder, when, elapsedSeconds, versions, remarks);
    }

    /** A file as it is named from the working folder, where it is below it. */
    public String relative(String file) {
        String below = folder.endsWith("/") ? folder : folder + "/";
        return !folder.isEmpty() && file.startsWith(below) ? file.substring(below.length()) : file;
    }
}
