package dev.jaculus.explain.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a kernel's ELF file that its code is in: sections, functions, and which function each stub calls. */
final class Image {
    private static final int PROGRAM = 1;
    private static final int SYMBOLS = 2;
    private static final int RELOCATIONS = 4;
    private static final int EXECUTABLE = 4;
    private static final int FUNCTION = 2;
    private static final int SYMBOL = 24;
    private static final int RELOCATION = 24;
    private static final int STUB = 8;

    private final ByteBuffer bytes;
    private final List<Section> sections = new ArrayList<>();
    private final Map<Long, String> slots = new HashMap<>();
    private final List<Function> functions = new ArrayList<>();

    /** A section of the file. */
    record Section(String name, int type, long flags, long address, int offset, int size, int link) {
        boolean isCode() {
            return type == PROGRAM && (flags & EXECUTABLE) != 0;
        }
    }

    /** A function's place. */
    record Function(String name, long address, long size) {}

    private Image(byte[] file) {
        bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads a file's bytes; empty when they are no 64-bit ELF file, or are cut short. */
    static Optional<Image> of(byte[] file) {
        Image image = new Image(file);
        try {
            if (file.length < 64 || image.bytes.getInt(0) != 0x464c457f || file[4] != 2) {
                return Optional.empty();
            }
            image.readSections();
            image.readNames();
            return Optional.of(image);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The functions, by address. */
    List<Function> functions() {
        return functions;
    }

    /** The bytes of a function. */
    byte[] code(Function function) {
        for (Section section : sections) {
            long inside = function.address - section.address;
            if (section.isCode() && inside >= 0 && inside + function.size <= section.size) {
                byte[] code = new byte[(int) function.size];
                bytes.get(section.offset + (int) inside, code);
                return code;
            }
        }
        return new byte[0];
    }

    /** The name of the function that a call of an address reaches: one of the file, or through a stub another's. */
    Optional<String> callee(long target) {
        for (Function function : functions) {
            if (function.address == target) {
                return Optional.of(function.name);
            }
        }
        for (Section section : sections) {
            long inside = target - section.address;
            if (section.name.equals(".plt") && inside >= 0 && inside + STUB <= section.size) {
                int at = section.offset + (int) inside; // jmp *displacement(%rip)
                return behindSlot(target + 6 + bytes.getInt(at + 2));
            }
        }
        return Optional.empty();
    }

    /** The name of the function whose address the loader puts into a slot. */
    Optional<String> behindSlot(long slot) {
        return Optional.ofNullable(slots.get(slot));
    }

    /** Eight bytes of a constant at an address, as far as the file has them. */
    Optional<Long> constant(long address, int size) {
        for (Section section : sections) {
            long inside = address - section.address;
            boolean loaded = section.type == PROGRAM && section.address != 0 && (section.flags & 1) == 0;
            if (loaded && !section.isCode() && inside >= 0 && inside + size <= section.size) {
                int at = section.offset + (int) inside;
                return Optional.of(size == 8 ? bytes.getLong(at) : bytes.getInt(at));
            }
        }
        return Optional.empty();
    }

    private void readSections() {
        int table = Math.toIntExact(bytes.getLong(40));
        int size = Short.toUnsignedInt(bytes.getShort(58));
        int count = Short.toUnsignedInt(bytes.getShort(60));
        int names = Math.toIntExact(bytes.getLong(table + Short.toUnsignedInt(bytes.getShort(62)) * size + 24));
        for (int i = 0; i < count; i++) {
            int at = table + i * size;
            sections.add(new Section(
                    text(names + bytes.getInt(at)),
                    bytes.getInt(at + 4),
                    bytes.getLong(at + 8),
                    bytes.getLong(at + 16),
                    Math.toIntExact(bytes.getLong(at + 24)),
                    Math.toIntExact(bytes.getLong(at + 32)),
                    bytes.getInt(at + 40)));
        }
    }

    private void readNames() {
        for (Section section : sections) {
            if (section.type == SYMBOLS) {
                for (int at = section.offset; at < section.offset + section.size; at += SYMBOL) {
                    if ((bytes.get(at + 4) & 15) == FUNCTION && bytes.getLong(at + 16) > 0) {
                        functions.add(new Function(symbol(section, at), bytes.getLong(at + 8), bytes.getLong(at + 16)));
                    }
                }
            }
            if (section.type == RELOCATIONS && section.link > 0) {
                Section symbols = sections.get(section.link);
                for (int at = section.offset; at < section.offset + section.size; at += RELOCATION) {
                    int number = bytes.getInt(at + 12);
                    if (number > 0) {
                        slots.put(bytes.getLong(at), symbol(symbols, symbols.offset + number * SYMBOL));
                    }
                }
            }
        }
        functions.sort(java.util.Comparator.comparingLong(Function::address));
    }

    private String symbol(Section table, int at) {
        return text(sections.get(table.link).offset + bytes.getInt(at));
    }

    private String text(int at) {
        int end = at;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - at];
        bytes.get(at, name);
        return new String(name, StandardCharsets.UTF_8);
    }
}
