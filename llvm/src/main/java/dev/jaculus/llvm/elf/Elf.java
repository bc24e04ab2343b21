package dev.jaculus.llvm.elf;

/** Numbers of the ELF format that we use, with the names that {@code elf.h} gives them. */
final class Elf {
    static final int HEADER_SIZE = 64;
    static final int PROGRAM_HEADER_SIZE = 56;
    static final int SECTION_HEADER_SIZE = 64;
    static final int SYMBOL_SIZE = 24;
    static final int RELA_SIZE = 24;
    static final int DYNAMIC_SIZE = 16;
    static final int PAGE = 4096;

    static final int ET_REL = 1;
    static final int ET_DYN = 3;
    static final int EM_X86_64 = 62;

    static final int SHT_NULL = 0;
    static final int SHT_PROGBITS = 1;
    static final int SHT_SYMTAB = 2;
    static final int SHT_STRTAB = 3;
    static final int SHT_RELA = 4;
    static final int SHT_HASH = 5;
    static final int SHT_DYNAMIC = 6;
    static final int SHT_NOTE = 7;
    static final int SHT_NOBITS = 8;
    static final int SHT_DYNSYM = 11;
    static final int SHT_INIT_ARRAY = 14;
    static final int SHT_FINI_ARRAY = 15;
    static final int SHT_GROUP = 17;
    static final int SHT_LLVM_ADDRSIG = 0x6fff4c03;

    static final long SHF_WRITE = 1;
    static final long SHF_ALLOC = 2;
    static final long SHF_EXECINSTR = 4;
    static final long SHF_INFO_LINK = 0x40;
    static final long SHF_GROUP = 0x200;
    static final long SHF_TLS = 0x400;

    static final int SHN_UNDEF = 0;
    static final int SHN_LORESERVE = 0xff00;
    static final int SHN_ABS = 0xfff1;

    static final int STB_LOCAL = 0;
    static final int STB_WEAK = 2;
    static final int STT_FUNC = 2;
    static final int STT_TLS = 6;
    static final int STT_GNU_IFUNC = 10;

    static final int PT_LOAD = 1;
    static final int PT_DYNAMIC = 2;
    static final int PT_GNU_STACK = 0x6474e551;
    static final int PT_GNU_RELRO = 0x6474e552;

    static final int PF_X = 1;
    static final int PF_W = 2;
    static final int PF_R = 4;

    static final long DT_NEEDED = 1;
    static final long DT_HASH = 4;
    static final long DT_STRTAB = 5;
    static final long DT_SYMTAB = 6;
    static final long DT_RELA = 7;
    static final long DT_RELASZ = 8;
    static final long DT_RELAENT = 9;
    static final long DT_STRSZ = 10;
    static final long DT_SYMENT = 11;
    static final long DT_SONAME = 14;
    static final long DT_FLAGS = 30;
    static final long DT_RELACOUNT = 0x6ffffff9L;
    static final long DF_BIND_NOW = 8;

    private Elf() {}

    /** The next multiple of an alignment, a power of two. */
    static long align(long value, long alignment) {
        return alignment <= 1 ? value : (value + alignment - 1) & -alignment;
    }
}
