package dev.jaculus.llvm.elf;

/** Refuses what the image writer would otherwise get wrong in silence. */
final class Supported {
    private static final int SHN_COMMON = 0xfff2;

    private Supported() {}

    static void check(ObjectFile object) {
        for (Section s : object.sections()) {
            if (atLoadTime(s)) {
                throw new LinkException("section " + s.name() + ": code that runs at load time is not supported");
            }
            if ((s.flags() & Elf.SHF_TLS) != 0) {
                throw new LinkException("section " + s.name() + ": thread-local variables are not supported");
            }
            if (s.writable() && s.executable()) {
                throw new LinkException("section " + s.name() + " is both writable and executable");
            }
        }
        for (Symbol s : object.symbols()) {
            if (s.type() == Elf.STT_TLS) {
                throw new LinkException("`" + s.name() + "`: thread-local variables are not supported");
            }
            if (s.type() == Elf.STT_GNU_IFUNC) {
                throw new LinkException("`" + s.name() + "`: indirect functions are not supported");
            }
            if (s.section() == SHN_COMMON) {
                throw new LinkException("`" + s.name() + "`: common variables are not supported");
            }
        }
    }

    /** The old names are still what LLVM's C interface makes. */
    private static boolean atLoadTime(Section s) {
        return s.type() == Elf.SHT_INIT_ARRAY
                || s.type() == Elf.SHT_FINI_ARRAY
                || s.name().startsWith(".ctors")
                || s.name().startsWith(".dtors");
    }
}
