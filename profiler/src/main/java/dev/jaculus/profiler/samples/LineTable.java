package dev.jaculus.profiler.samples;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The lines of a code object's instructions: CPython's {@code co_linetable}, as it is since 3.11.
 *
 * <p>Each entry begins with a byte that has its highest bit set; it says of how many instructions the entry is, and in which form
 * their place is given. Most places are differences to the line before.
 */
public final class LineTable {
    private static final int NO_LINE = 0;
    private static final int ONE_LINE = 10;
    private static final int NO_COLUMNS = 13;
    private static final int LONG = 14;
    private static final int NONE = 15;

    /** By the first instruction of each entry; the last one's end has no line. */
    private final TreeMap<Integer, Integer> lines = new TreeMap<>();

    private final byte[] table;
    private int at;

    private LineTable(byte[] table) {
        this.table = table;
    }

    /** Of the bytes of a table, in code that begins in a line. What cannot be read has no lines. */
    static LineTable of(byte[] table, int firstLine) {
        LineTable result = new LineTable(table);
        try {
            result.parse(firstLine);
        } catch (ArrayIndexOutOfBoundsException e) {
            result.lines.clear();
        }
        return result;
    }

    private void parse(int firstLine) {
        int line = firstLine;
        int instruction = 0;
        while (at < table.length) {
            int head = table[at++];
            int form = head >> 3 & 15;
            if (form == LONG) {
                line += signed();
                number(); // the last line, and both columns
                number();
                number();
            } else if (form == NO_COLUMNS) {
                line += signed();
            } else if (form >= ONE_LINE && form != NONE) {
                line += form - ONE_LINE;
                at += 2;
            } else if (form != NONE) {
                at++;
            }
            lines.put(instruction, form == NONE ? NO_LINE : line);
            instruction += (head & 7) + 1;
        }
        lines.put(instruction, NO_LINE);
    }

    private int number() {
        int value = 0;
        for (int shift = 0; ; shift += 6) {
            int part = table[at++];
            value |= (part & 63) << shift;
            if ((part & 64) == 0) {
                return value;
            }
        }
    }

    private int signed() {
        int value = number();
        return (value & 1) != 0 ? -(value >>> 1) : value >>> 1;
    }

    /** The line of an instruction; none where it has none. */
    OptionalInt lineAt(int instruction) {
        Map.Entry<Integer, Integer> entry = lines.floorEntry(instruction);
        return entry == null || entry.getValue() == NO_LINE ? OptionalInt.empty() : OptionalInt.of(entry.getValue());
    }
}
