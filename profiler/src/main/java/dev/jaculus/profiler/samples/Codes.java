package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The code of the interpreter that was met, the content of {@code codes.bin}. */
public final class Codes {
    private static final String MAGIC = "JACCODE1";
    private static final int UNIT = 8;
    private static final int HEADER = 32;

    private final RecordFile file;
    private final Map<Long, Optional<Code>> known = new HashMap<>();

    private Codes(RecordFile file) {
        this.file = file;
    }

    /**
     * A function, a module's or a class's body.
     *
     * @param name with those of the functions and classes around it
     * @param line where it begins
     */
    public record Code(String name, String file, int line, LineTable lines) {
        /** The line of an instruction; of code that has not begun, its first. */
        public int lineAt(int instruction) {
            return lines.lineAt(instruction).orElse(line);
        }
    }

    static Codes read(Path file) throws IOException {
        return new Codes(RecordFile.read(file, MAGIC, UNIT));
    }

    /** The code with a number, if it is one. */
    Optional<Code> at(long number) {
        return known.computeIfAbsent(number, this::parse);
    }

    private Optional<Code> parse(long number) {
        try {
            int at = Math.toIntExact((number - 1) * UNIT);
            ByteBuffer bytes = file.records();
            int line = bytes.getInt(at + 8);
            byte[] name = new byte[bytes.getInt(at + 12)];
            byte[] path = new byte[bytes.getInt(at + 16)];
            byte[] table = new byte[bytes.getInt(at + 20)];
            bytes.get(at + HEADER, name)
                    .get(at + HEADER + name.length, path)
                    .get(at + HEADER + name.length + path.length, table);
            return Optional.of(new Code(
                    text(name, bytes.getInt(at + 24)),
                    text(path, bytes.getInt(at + 28)),
                    line,
                    LineTable.of(table, line)));
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException e) {
            return Optional.empty(); // cut short
        }
    }

    /** As the interpreter keeps it: each character in so many bytes. */
    private static String text(byte[] bytes, int width) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return new String(
                bytes,
                switch (width) {
                    case 1 -> StandardCharsets.ISO_8859_1;
                    case 2 -> little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
                    default -> Charset.forName(little ? "UTF-32LE" : "UTF-32BE");
                });
    }
}
