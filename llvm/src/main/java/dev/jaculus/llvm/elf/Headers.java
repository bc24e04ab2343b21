package dev.jaculus.llvm.elf;

import dev.jaculus.llvm.elf.Layout.Segment;
import java.nio.ByteBuffer;

/** The three tables that tell what the rest of the file is. */
final class Headers {
    private static final byte[] IDENT = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private Headers() {}

    static void write(Layout layout, NameTables names, ByteBuffer out) {
        out.position(0).put(IDENT);
        out.putShort((short) Elf.ET_DYN).putShort((short) Elf.EM_X86_64).putInt(1);
        out.putLong(0).putLong(Elf.HEADER_SIZE).putLong(layout.sectionHeaders()).putInt(0);
        out.putShort((short) Elf.HEADER_SIZE);
        out.putShort((short) Elf.PROGRAM_HEADER_SIZE)
                .putShort((short) layout.segments().size());
        out.putShort((short) Elf.SECTION_HEADER_SIZE)
                .putShort((short) (layout.chunks().size() + 1));
        out.putShort((short) names.sectionNames().index());

        for (Segment s : layout.segments()) {
            out.putInt(s.type()).putInt(s.flags());
            out.putLong(s.offset()).putLong(s.offset()).putLong(s.offset());
            out.putLong(s.fileSize()).putLong(s.memorySize()).putLong(s.alignment());
        }

        out.position((int) layout.sectionHeaders() + Elf.SECTION_HEADER_SIZE);
        for (Chunk c : layout.chunks()) {
            out.putInt(names.nameOf(c)).putInt(c.type()).putLong(c.flags());
            out.putLong(c.address()).putLong(c.offset()).putLong(c.size());
            out.putInt(c.link()).putInt(c.info()).putLong(c.alignment()).putLong(c.entrySize());
        }
    }
}
