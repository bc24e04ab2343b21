package dev.jaculus.llvm.elf;

/** One section of an object file; {@code index} is its number there, {@code offset} where its bytes begin. */
record Section(
        int index,
        String name,
        int type,
        long flags,
        int offset,
        long size,
        int link,
        int info,
        long alignment,
        long entrySize) {

    /** Part of the program in memory (and not only for linkers and debuggers). */
    boolean loaded() {
        return (flags & Elf.SHF_ALLOC) != 0;
    }

    boolean writable() {
        return (flags & Elf.SHF_WRITE) != 0;
    }

    boolean executable() {
        return (flags & Elf.SHF_EXECINSTR) != 0;
    }

    /** All zeros, and so without bytes in the file. */
    boolean zeros() {
        return type == Elf.SHT_NOBITS;
    }
}
