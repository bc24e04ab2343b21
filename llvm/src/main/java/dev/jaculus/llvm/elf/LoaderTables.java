package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sections that the loader reads: names and symbols, relocations, address slots and stubs, and the list of these. */
final class LoaderTables {
    private final References references;
    private final StringTable names = new StringTable();
    private final List<Long> needed = new ArrayList<>();
    private final long soname;

    private final Chunk dynsym;
    private final Chunk dynstr;
    private final Chunk hash;
    private final Chunk rela;
    private final Chunk dynamic;
    private final Chunk got;
    private final Chunk plt;

    LoaderTables(References references, LinkOptions options) {
        this.references = references;
        options.needed().forEach(n -> needed.add((long) names.add(n)));
        soname = names.add(options.soname());
        references.dynamic().forEach(s -> names.add(s.name()));

        long symbols = references.dynamic().size() + 1L;
        long read = Elf.SHF_ALLOC;
        long write = read | Elf.SHF_WRITE;
        long execute = read | Elf.SHF_EXECINSTR;
        dynstr = new Chunk(".dynstr", Elf.SHT_STRTAB, read, names.toBytes().length, 1, 0);
        dynsym = new Chunk(".dynsym", Elf.SHT_DYNSYM, read, symbols * Elf.SYMBOL_SIZE, 8, Elf.SYMBOL_SIZE)
                .linked(dynstr, 1);
        hash = new Chunk(".hash", Elf.SHT_HASH, read, SymbolHash.size(references.dynamic()), 8, 4).linked(dynsym, 0);
        long relocations = references.dynamicRelocations();
        rela = new Chunk(".rela.dyn", Elf.SHT_RELA, read, relocations * Elf.RELA_SIZE, 8, Elf.RELA_SIZE)
                .linked(dynsym, 0);
        long entries = entries(0).size();
        dynamic = new Chunk(".dynamic", Elf.SHT_DYNAMIC, write, entries * Elf.DYNAMIC_SIZE, 8, Elf.DYNAMIC_SIZE)
                .linked(dynstr, 0);
        long slots = references.slots().size();
        got = new Chunk(".got", Elf.SHT_PROGBITS, write, slots * Places.SLOT_SIZE, 8, Places.SLOT_SIZE);
        long stubs = references.stubs().size();
        plt = new Chunk(".plt", Elf.SHT_PROGBITS, execute, stubs * Places.STUB_SIZE, 16, Places.STUB_SIZE);
    }

    /** A kernel that needs nothing from elsewhere has no relocations, slots and stubs. */
    List<Chunk> chunks() {
        return Stream.of(dynsym, dynstr, hash, rela, dynamic, got, plt)
                .filter(c -> c.size() > 0)
                .toList();
    }

    Places places() {
        return new Places(got, plt, references);
    }

    /** Where the relocations that are left to the loader go. */
    Chunk relocations() {
        return rela;
    }

    /** Writes all but the relocations, of which so many come first that need no symbol. */
    void fill(KeptSections sections, int relative) {
        ByteBuffer symbols = dynsym.content().position(Elf.SYMBOL_SIZE);
        references.dynamic().forEach(s -> NameTables.put(s, sections, names, symbols));
        dynstr.content().put(names.toBytes());
        SymbolHash.write(references.dynamic(), hash.content());
        entries(relative).forEach(e -> dynamic.content().putLong(e.tag).putLong(e.value));
    }

    private record Entry(long tag, long value) {}

    /** What .dynamic holds; their number is the same before and after the sections have their addresses. */
    private List<Entry> entries(long relative) {
        List<Entry> entries = new ArrayList<>();
        needed.forEach(n -> entries.add(new Entry(Elf.DT_NEEDED, n)));
        if (soname != 0) {
            entries.add(new Entry(Elf.DT_SONAME, soname));
        }
        entries.add(new Entry(Elf.DT_HASH, hash.address()));
        entries.add(new Entry(Elf.DT_STRTAB, dynstr.address()));
        entries.add(new Entry(Elf.DT_STRSZ, dynstr.size()));
        entries.add(new Entry(Elf.DT_SYMTAB, dynsym.address()));
        entries.add(new Entry(Elf.DT_SYMENT, Elf.SYMBOL_SIZE));
        if (rela.size() > 0) {
            entries.add(new Entry(Elf.DT_RELA, rela.address()));
            entries.add(new Entry(Elf.DT_RELASZ, rela.size()));
            entries.add(new Entry(Elf.DT_RELAENT, Elf.RELA_SIZE));
            entries.add(new Entry(Elf.DT_RELACOUNT, relative));
        }
        entries.add(new Entry(Elf.DT_FLAGS, Elf.DF_BIND_NOW));
        entries.add(new Entry(0, 0));
        return entries;
    }
}
