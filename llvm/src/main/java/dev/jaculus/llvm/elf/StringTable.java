package dev.jaculus.llvm.elf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Names, each ended by a zero byte and known by its offset; the empty name is at 0. */
final class StringTable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new HashMap<>();

    StringTable() {
        add("");
    }

    /** The offset of a name, which is added when it is new. */
    int add(String name) {
        return offsets.computeIfAbsent(name, n -> {
            int at = bytes.size();
            bytes.writeBytes(n.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
            return at;
        });
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
