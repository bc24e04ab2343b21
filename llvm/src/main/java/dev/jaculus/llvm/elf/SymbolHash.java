package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The table by which the loader finds a name in the dynamic symbols (DT_HASH): buckets, then chains. */
final class SymbolHash {
    private SymbolHash() {}

    static long size(List<Symbol> symbols) {
        return 4L * (2 + buckets(symbols) + symbols.size() + 1);
    }

    /** The dynamic symbols are numbered from 1, in the order of the list. */
    static void write(List<Symbol> symbols, ByteBuffer out) {
        int buckets = buckets(symbols);
        out.putInt(0, buckets).putInt(4, symbols.size() + 1);
        for (int number = 1; number <= symbols.size(); number++) {
            int bucket = 8 + 4 * (int) (hash(symbols.get(number - 1).name()) % buckets);
            int next = 8 + 4 * (buckets + number);
            out.putInt(next, out.getInt(bucket));
            out.putInt(bucket, number);
        }
    }

    private static int buckets(List<Symbol> symbols) {
        return Math.max(1, symbols.size() / 2);
    }

    /** The function that the System V ABI prescribes. */
    private static long hash(String name) {
        long h = 0;
        for (byte c : name.getBytes(StandardCharsets.UTF_8)) {
            h = (h << 4) + (c & 0xff);
            long high = h & 0xf0000000L;
            h = (h ^ (high >> 24)) & ~high;
        }
        return h;
    }
}
