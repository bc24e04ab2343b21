package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** The table of all symbols, for debuggers and profilers, and the names of symbols and sections. */
final class NameTables {
    private final List<Symbol> locals;
    private final List<Symbol> stubs;
    private final List<Symbol> globals;
    private final StringTable names = new StringTable();
    private final StringTable sectionNames = new StringTable();

    private final Chunk symtab;
    private final Chunk strtab;
    private final Chunk shstrtab;

    NameTables(ObjectFile object, KeptSections sections, References references, List<Chunk> otherChunks) {
        List<Symbol> kept =
                object.symbols().stream().skip(1).filter(sections::has).toList();
        locals = kept.stream().filter(Symbol::local).toList();
        globals = kept.stream().filter(s -> !s.local()).toList();
        stubs = references.stubs();

        kept.forEach(s -> names.add(s.name()));
        stubs.forEach(s -> names.add(stubName(s)));
        strtab = new Chunk(".strtab", Elf.SHT_STRTAB, 0, names.toBytes().length, 1, 0);
        int firstGlobal = 1 + locals.size() + stubs.size();
        long symbols = firstGlobal + (long) globals.size();
        symtab = new Chunk(".symtab", Elf.SHT_SYMTAB, 0, symbols * Elf.SYMBOL_SIZE, 8, Elf.SYMBOL_SIZE)
                .linked(strtab, firstGlobal);

        Stream.of(".symtab", ".strtab", ".shstrtab").forEach(sectionNames::add);
        otherChunks.forEach(c -> sectionNames.add(c.name()));
        shstrtab = new Chunk(".shstrtab", Elf.SHT_STRTAB, 0, sectionNames.toBytes().length, 1, 0);
    }

    List<Chunk> chunks() {
        return List.of(symtab, strtab, shstrtab);
    }

    /** The section that holds the sections' names. */
    Chunk sectionNames() {
        return shstrtab;
    }

    int nameOf(Chunk section) {
        return sectionNames.add(section.name());
    }

    /** Local symbols come before all others; the stubs are among them, as "sin@plt". */
    void fill(KeptSections sections, Places places) {
        ByteBuffer out = symtab.content().position(Elf.SYMBOL_SIZE);
        locals.forEach(s -> put(s, sections, names, out));
        for (Symbol s : stubs) {
            out.putInt(names.add(stubName(s))).put((byte) Elf.STT_FUNC).put((byte) 0);
            out.putShort((short) places.stubSection()).putLong(places.stub(s)).putLong(Places.STUB_SIZE);
        }
        globals.forEach(s -> put(s, sections, names, out));
        strtab.content().put(names.toBytes());
        shstrtab.content().put(sectionNames.toBytes());
    }

    /** One entry of a table of symbols. */
    static void put(Symbol s, KeptSections sections, StringTable names, ByteBuffer out) {
        out.putInt(names.add(s.name())).put((byte) s.info()).put((byte) s.other());
        out.putShort((short) sections.number(s)).putLong(sections.address(s)).putLong(s.size());
    }

    private static String stubName(Symbol s) {
        return s.name() + "@plt";
    }
}
