package dev.jaculus.profiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How the threads of a process are called, by their numbers, and the process itself: the files {@code threads} and {@code process}. What
 * the system calls a thread is behind a space, what the program calls it behind a tab.
 *
 * @param process empty when it has no name of its own
 */
record Names(String process, Map<Integer, String> threads) {
    /** A name that a process has from its program, and its threads with it. */
    private static final String FROM_PROGRAM = "python[\\d.]*|jaculus";

    static Names read(Path threadsFile, Path processFile) throws IOException {
        Map<Integer, String> own = new HashMap<>();
        Map<Integer, String> system = new HashMap<>();
        for (String line : text(threadsFile).lines().toList()) {
            int end = 0;
            while (end < line.length() && Character.isDigit(line.charAt(end))) {
                end++;
            }
            if (end > 0 && end < 10 && end < line.length()) {
                String name = line.substring(end + 1).strip();
                (line.charAt(end) == '\t' ? own : system).put(Integer.parseInt(line.substring(0, end)), name);
            }
        }
        system.values().removeIf(name -> name.isEmpty() || name.matches(FROM_PROGRAM));
        system.putAll(own);
        String last = text(processFile).lines().reduce("", (before, line) -> line);
        return new Names(last.strip(), Map.copyOf(system));
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }
}
