package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The contents of an x86-64 relocatable object file (ET_REL), read but not interpreted. */
record ObjectFile(ByteBuffer bytes, List<Section> sections, List<Symbol> symbols, List<Relocation> relocations) {

    static ObjectFile read(byte[] bytes) {
        return new Reader(bytes).read();
    }

    /** The section that defines a symbol. */
    Section sectionOf(Symbol symbol) {
        return sections.get(symbol.section());
    }

    private static final class Reader {
        private final byte[] bytes;
        private final ByteBuffer in;

        Reader(byte[] bytes) {
            this.bytes = bytes;
            this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        ObjectFile read() {
            boolean elf = bytes.length >= Elf.HEADER_SIZE && in.getInt(0) == 0x464c457f;
            if (!elf || in.getShort(16) != Elf.ET_REL || in.getShort(18) != Elf.EM_X86_64) {
                throw new LinkException("not a relocatable x86-64 ELF object");
            }
            List<Section> sections = sections();
            List<Symbol> symbols = symbols(sections);
            return new ObjectFile(in, sections, symbols, relocations(sections, symbols));
        }

        private List<Section> sections() {
            int table = (int) in.getLong(40);
            int count = Short.toUnsignedInt(in.getShort(60));
            int names = (int) in.getLong(table + Short.toUnsignedInt(in.getShort(62)) * Elf.SECTION_HEADER_SIZE + 24);
            List<Section> sections = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int at = table + i * Elf.SECTION_HEADER_SIZE;
                sections.add(new Section(
                        i,
                        string(names + in.getInt(at)),
                        in.getInt(at + 4),
                        in.getLong(at + 8),
                        (int) in.getLong(at + 24),
                        in.getLong(at + 32),
                        in.getInt(at + 40),
                        in.getInt(at + 44),
                        in.getLong(at + 48),
                        in.getLong(at + 56)));
            }
            return sections;
        }

        private List<Symbol> symbols(List<Section> sections) {
            List<Symbol> symbols = new ArrayList<>();
            for (Section table : sections) {
                if (table.type() == Elf.SHT_SYMTAB) {
                    int names = sections.get(table.link()).offset();
                    for (int at = table.offset(); at < table.offset() + table.size(); at += Elf.SYMBOL_SIZE) {
                        symbols.add(new Symbol(
                                symbols.size(),
                                string(names + in.getInt(at)),
                                in.get(at + 4),
                                in.get(at + 5),
                                Short.toUnsignedInt(in.getShort(at + 6)),
                                in.getLong(at + 8),
                                in.getLong(at + 16)));
                    }
                }
            }
            return symbols;
        }

        private List<Relocation> relocations(List<Section> sections, List<Symbol> symbols) {
            List<Relocation> relocations = new ArrayList<>();
            for (Section table : sections) {
                if (table.type() == Elf.SHT_RELA) {
                    Section target = sections.get(table.info());
                    for (int at = table.offset(); at < table.offset() + table.size(); at += Elf.RELA_SIZE) {
                        relocations.add(new Relocation(
                                target,
                                in.getLong(at),
                                RelocationType.of(in.getInt(at + 8)),
                                symbols.get(in.getInt(at + 12)),
                                in.getLong(at + 16)));
                    }
                }
            }
            return relocations;
        }

        private String string(int at) {
            int end = at;
            while (bytes[end] != 0) {
                end++;
            }
            return new String(bytes, at, end - at, StandardCharsets.UTF_8);
        }
    }
}
