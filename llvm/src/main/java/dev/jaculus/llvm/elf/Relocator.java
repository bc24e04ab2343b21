package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Computes what every relocation says, now that all places are known, and leaves to the loader what only it knows. */
final class Relocator {
    /** {@code jmp *slot(%rip)}; its distance follows, then a nop fills up the stub. */
    private static final short JUMP_THROUGH = 0x25ff;

    private static final int JUMP_SIZE = 6;
    private static final short NOP = (short) 0x9066;

    private record Dynamic(long place, int symbol, RelocationType type, long addend) {}

    private final KeptSections sections;
    private final Places places;
    /** Left to the loader: addresses in this library, addresses in others. */
    private final List<Dynamic> here = new ArrayList<>();

    private final List<Dynamic> elsewhere = new ArrayList<>();

    Relocator(KeptSections sections, Places places) {
        this.sections = sections;
        this.places = places;
    }

    /** Finishes all sections. Returns how many relocations for the loader need no symbol; these come first. */
    int run(ObjectFile object, References references, Chunk forLoader) {
        object.relocations().stream().filter(r -> sections.has(r.target())).forEach(this::apply);
        references.slots().forEach(this::fillSlot);
        references.stubs().forEach(this::fillStub);

        if (here.size() + elsewhere.size() != references.dynamicRelocations()) {
            throw new AssertionError("the room for the loader's relocations was counted wrong");
        }
        here.forEach(d -> put(d, forLoader.content()));
        elsewhere.forEach(d -> put(d, forLoader.content()));
        return here.size();
    }

    private static void put(Dynamic d, ByteBuffer out) {
        out.putLong(d.place).putInt(d.type.code()).putInt(d.symbol).putLong(d.addend);
    }

    private void apply(Relocation r) {
        Chunk target = sections.of(r.target());
        ByteBuffer bytes = target.content();
        int at = (int) r.offset();
        long place = target.address() + r.offset();
        switch (r.type().kind()) {
            case NONE -> {}
            case ABSOLUTE_64 -> {
                bytes.putLong(at, sections.address(r.symbol()) + r.addend());
                if (References.address(r)) {
                    askLoader(place, r.symbol(), RelocationType.R64, r.addend());
                }
            }
            case ABSOLUTE_32 -> {
                if (r.target().loaded()) {
                    throw new LinkException(r.describe() + ": this code cannot load at any address");
                }
                bytes.putInt(at, (int) (sections.address(r.symbol()) + r.addend()));
            }
            case RELATIVE_32 -> {
                long symbol = References.stub(r) ? places.stub(r.symbol()) : addressHere(r);
                bytes.putInt(at, near(r, symbol + r.addend() - place));
            }
            case RELATIVE_64 -> bytes.putLong(at, addressHere(r) + r.addend() - place);
            case GOT_32 -> bytes.putInt(at, near(r, places.slot(r.symbol()) + r.addend() - place));
            case THREAD_LOCAL -> throw new LinkException(r.describe() + ": thread-local variables are not supported");
            case DYNAMIC, UNSUPPORTED -> throw new LinkException(r.describe() + " is not supported");
        }
    }

    private long addressHere(Relocation r) {
        if (r.symbol().undefined()) {
            throw new LinkException(
                    r.describe() + ": it is in another library, but the code takes it to be in this one");
        }
        return sections.address(r.symbol());
    }

    private static int near(Relocation r, long distance) {
        if (distance != (int) distance) {
            throw new LinkException(r.describe() + " does not reach: the library is too large");
        }
        return (int) distance;
    }

    private void fillSlot(Symbol symbol) {
        places.slotBytes().putLong(places.slotOffset(symbol), sections.address(symbol));
        if (!symbol.absolute()) {
            askLoader(places.slot(symbol), symbol, RelocationType.GLOB_DAT, 0);
        }
    }

    private void fillStub(Symbol symbol) {
        long distance = places.slot(symbol) - (places.stub(symbol) + JUMP_SIZE);
        int at = places.stubOffset(symbol);
        places.stubBytes()
                .putShort(at, JUMP_THROUGH)
                .putInt(at + 2, (int) distance)
                .putShort(at + JUMP_SIZE, NOP);
    }

    private void askLoader(long place, Symbol symbol, RelocationType type, long addend) {
        if (symbol.undefined()) {
            elsewhere.add(new Dynamic(place, places.dynamicNumber(symbol), type, addend));
        } else {
            here.add(new Dynamic(place, 0, RelocationType.RELATIVE, sections.address(symbol) + addend));
        }
    }
}
