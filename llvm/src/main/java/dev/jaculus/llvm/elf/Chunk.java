package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One section of the library: what it is from the start, where it lies once {@link Layout} has placed it. */
final class Chunk {
    private final String name;
    private final int type;
    private final long flags;
    private final long size;
    private final long alignment;
    private final long entrySize;

    private int index;
    private long address;
    private long offset;
    private ByteBuffer content;
    private Chunk link;
    private int info;

    Chunk(String name, int type, long flags, long size, long alignment, long entrySize) {
        this.name = name;
        this.type = type;
        this.flags = flags;
        this.size = size;
        this.alignment = Math.max(1, alignment);
        this.entrySize = entrySize;
    }

    /** A section of the object file, which becomes one of the library. */
    static Chunk of(Section s) {
        long flags = s.flags() & ~(Elf.SHF_INFO_LINK | Elf.SHF_GROUP);
        return new Chunk(s.name(), s.type(), flags, s.size(), s.alignment(), s.entrySize());
    }

    /** Fields of the section header whose meaning depends on the section's type. */
    Chunk linked(Chunk toSection, int extra) {
        link = toSection;
        info = extra;
        return this;
    }

    void place(int atIndex, long atAddress, long atOffset) {
        index = atIndex;
        address = atAddress;
        offset = atOffset;
    }

    /** Takes the part of the file that this section fills. */
    void attach(ByteBuffer file) {
        if (!zeros()) {
            content = file.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    String name() {
        return name;
    }

    int type() {
        return type;
    }

    long flags() {
        return flags;
    }

    boolean has(long flag) {
        return (flags & flag) != 0;
    }

    boolean zeros() {
        return type == Elf.SHT_NOBITS;
    }

    long size() {
        return size;
    }

    long alignment() {
        return alignment;
    }

    long entrySize() {
        return entrySize;
    }

    int index() {
        return index;
    }

    /** Where it lies in memory, from the library's load address; 0 when it is not loaded. */
    long address() {
        return address;
    }

    long offset() {
        return offset;
    }

    ByteBuffer content() {
        return content;
    }

    int link() {
        return link == null ? 0 : link.index;
    }

    int info() {
        return info;
    }
}
