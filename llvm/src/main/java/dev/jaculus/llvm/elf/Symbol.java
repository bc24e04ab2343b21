package dev.jaculus.llvm.elf;

/** One symbol of an object file; {@code section} is the number of the section that holds it, or one of SHN_*. */
record Symbol(int index, String name, int info, int other, int section, long value, long size) {
    int binding() {
        return info >> 4;
    }

    int type() {
        return info & 15;
    }

    boolean local() {
        return binding() == Elf.STB_LOCAL;
    }

    /** To be found in another library. */
    boolean undefined() {
        return section == Elf.SHN_UNDEF;
    }

    /** A number, not a place in the image. */
    boolean absolute() {
        return section == Elf.SHN_ABS;
    }
}
