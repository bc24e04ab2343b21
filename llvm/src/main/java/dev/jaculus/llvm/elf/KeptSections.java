package dev.jaculus.llvm.elf;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Which sections of the object file become sections of the library. */
final class KeptSections {
    private final Chunk[] chunks;

    KeptSections(ObjectFile object) {
        chunks = new Chunk[object.sections().size()];
        object.sections().stream().filter(KeptSections::keep).forEach(s -> chunks[s.index()] = Chunk.of(s));
    }

    /** The program and all debug sections; not what only a linker reads, and tables that we write anew. */
    private static boolean keep(Section s) {
        return switch (s.type()) {
            case Elf.SHT_NULL, Elf.SHT_RELA, Elf.SHT_SYMTAB, Elf.SHT_STRTAB, Elf.SHT_GROUP, Elf.SHT_LLVM_ADDRSIG ->
                false;
            default -> (s.loaded() && s.size() > 0) || (!s.loaded() && !s.name().equals(".note.GNU-stack"));
        };
    }

    List<Chunk> chunks() {
        return Arrays.stream(chunks).filter(Objects::nonNull).toList();
    }

    /** Copies the sections' bytes to their places. */
    void fill(ObjectFile object) {
        for (Section s : object.sections()) {
            if (has(s) && !s.zeros()) {
                of(s).content().put(0, object.bytes(), s.offset(), (int) s.size());
            }
        }
    }

    boolean has(Section section) {
        return chunks[section.index()] != null;
    }

    Chunk of(Section section) {
        return chunks[section.index()];
    }

    /** False for symbols of sections that are left out. */
    boolean has(Symbol symbol) {
        return special(symbol) || chunks[symbol.section()] != null;
    }

    /** The library's number of the section that holds a symbol. */
    int number(Symbol symbol) {
        return special(symbol) ? symbol.section() : chunks[symbol.section()].index();
    }

    /** A symbol's address in the library; 0 when it is elsewhere. */
    long address(Symbol symbol) {
        if (special(symbol)) {
            return symbol.value();
        }
        Chunk section = chunks[symbol.section()];
        // Symbols may mark the start of an empty section, which is left out.
        return section == null ? 0 : section.address() + symbol.value();
    }

    private static boolean special(Symbol symbol) {
        return symbol.undefined() || symbol.section() >= Elf.SHN_LORESERVE;
    }
}
