package dev.jaculus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The caches of this machine, as Linux describes them. */
final class Caches {
    private static final Path SECOND_LEVEL = Path.of("/sys/devices/system/cpu/cpu0/cache/index2/size");
    private static final long USUAL = 2 << 20;

    private Caches() {}

    /** The bytes of the largest cache that a core has for itself; a usual size where the system does not say. */
    static long ofACore() {
        try {
            String size = Files.readString(SECOND_LEVEL).strip(); // "2048K"
            long unit = size.endsWith("M") ? 1 << 20 : 1 << 10;
            return Long.parseLong(size.replaceAll("\\D", "")) * unit;
        } catch (IOException | NumberFormatException e) {
            return USUAL;
        }
    }
}
