package dev.jaculus.profiler.symbols;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions that an ELF file names: in its full table of symbols where it has one, else in that of the loader. */
final class FunctionNames {
    private static final int FULL = 2;
    private static final int OF_LOADER = 11;
    private static final int FUNCTION = 2;
    private static final int INDIRECT = 10;
    private static final int SYMBOL = 24;

    private static final Pattern COMPILERS = Pattern.compile("\\.(isra|constprop|part|cold|lto_priv|llvm)(\\.\\d+)*");
    private static final Pattern MANGLED = Pattern.compile("_ZL?N?[rVK]*(St)?");

    private final TreeMap<Long, Named> byStart = new TreeMap<>(Long::compareUnsigned);
    private final ByteBuffer bytes;

    /** Where a function ends, and where its name is. */
    private record Named(long end, int name) {}

    private FunctionNames(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Of the bytes of a file. What is damaged has no names. */
    static FunctionNames of(ByteBuffer bytes) {
        FunctionNames names = new FunctionNames(bytes);
        try {
            names.read();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            names.byStart.clear();
        }
        return names;
    }

    private void read() {
        int table = Math.toIntExact(bytes.getLong(40));
        int size = Short.toUnsignedInt(bytes.getShort(58));
        int count = Short.toUnsignedInt(bytes.getShort(60));
        for (int kind : new int[] {FULL, OF_LOADER}) {
            for (int i = 0; i < count && byStart.isEmpty(); i++) {
                int section = table + i * size;
                if (bytes.getInt(section + 4) == kind) {
                    int strings = table + bytes.getInt(section + 40) * size;
                    read(section, Math.toIntExact(bytes.getLong(strings + 24)));
                }
            }
        }
    }

    private void read(int section, int strings) {
        int start = Math.toIntExact(bytes.getLong(section + 24));
        int end = start + Math.toIntExact(bytes.getLong(section + 32));
        for (int at = start; at + SYMBOL <= end; at += SYMBOL) {
            int kind = bytes.get(at + 4) & 15;
            long length = bytes.getLong(at + 16);
            boolean defined = bytes.getShort(at + 6) != 0;
            if (defined && length > 0 && (kind == FUNCTION || kind == INDIRECT)) {
                long address = bytes.getLong(at + 8);
                byStart.merge(address, new Named(address + length, strings + bytes.getInt(at)), this::better);
            }
        }
    }

    /** A name as the source has it: without what compilers add, and of C++ the names without types. */
    static String shown(String symbol) {
        String plain = COMPILERS.matcher(symbol).replaceAll("");
        Matcher mangled = MANGLED.matcher(plain);
        if (!mangled.lookingAt()) {
            return plain;
        }
        StringBuilder name = new StringBuilder(mangled.group(1) == null ? "" : "std");
        int at = mangled.end();
        while (at < plain.length() && Character.isDigit(plain.charAt(at))) {
            int digits = at;
            while (digits < plain.length() && Character.isDigit(plain.charAt(digits))) {
                digits++;
            }
            int length = digits - at < 5 ? Integer.parseInt(plain.substring(at, digits)) : plain.length();
            if (length > plain.length() - digits) {
                return plain;
            }
            name.append(name.isEmpty() ? "" : "::").append(plain, digits, digits + length);
            at = digits + length;
        }
        return name.isEmpty() ? plain : name.toString();
    }

    /** Of several names of a function the shortest, which is the one that programs use: {@code exp}, and not {@code expf64}. */
    private Named better(Named one, Named other) {
        return length(other.name()) < length(one.name()) ? other : one;
    }

    private int length(int start) {
        int end = start;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        return end - start;
    }

    /** The name of the function that an address, before relocation, is in. */
    Optional<String> at(long address) {
        Map.Entry<Long, Named> entry = byStart.floorEntry(address);
        if (entry == null || Long.compareUnsigned(address, entry.getValue().end()) >= 0) {
            return Optional.empty();
        }
        int start = entry.getValue().name();
        byte[] name = new byte[length(start)];
        bytes.get(start, name);
        return Optional.of(shown(new String(name, StandardCharsets.UTF_8))).filter(text -> !text.isEmpty());
    }
}
