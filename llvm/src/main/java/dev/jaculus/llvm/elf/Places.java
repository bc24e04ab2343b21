package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The slots and stubs through which the library reaches what is elsewhere, and the loader's numbers of symbols. */
final class Places {
    static final int SLOT_SIZE = 8;
    static final int STUB_SIZE = 8;

    private final Chunk got;
    private final Chunk plt;
    private final Map<Symbol, Integer> slots;
    private final Map<Symbol, Integer> stubs;
    private final Map<Symbol, Integer> dynamic;

    Places(Chunk got, Chunk plt, References references) {
        this.got = got;
        this.plt = plt;
        this.slots = numbers(references.slots());
        this.stubs = numbers(references.stubs());
        this.dynamic = numbers(references.dynamic());
    }

    private static Map<Symbol, Integer> numbers(List<Symbol> symbols) {
        Map<Symbol, Integer> numbers = new HashMap<>();
        for (Symbol s : symbols) {
            numbers.put(s, numbers.size());
        }
        return numbers;
    }

    /** The address of the slot that holds a symbol's address. */
    long slot(Symbol symbol) {
        return got.address() + slotOffset(symbol);
    }

    int slotOffset(Symbol symbol) {
        return SLOT_SIZE * slots.get(symbol);
    }

    ByteBuffer slotBytes() {
        return got.content();
    }

    /** The address of the stub that jumps to a function elsewhere. */
    long stub(Symbol symbol) {
        return plt.address() + stubOffset(symbol);
    }

    int stubOffset(Symbol symbol) {
        return STUB_SIZE * stubs.get(symbol);
    }

    ByteBuffer stubBytes() {
        return plt.content();
    }

    /** The number of the section of stubs. */
    int stubSection() {
        return plt.index();
    }

    /** The loader's number of a symbol; its number 0 is the empty symbol. */
    int dynamicNumber(Symbol symbol) {
        return 1 + dynamic.get(symbol);
    }
}
