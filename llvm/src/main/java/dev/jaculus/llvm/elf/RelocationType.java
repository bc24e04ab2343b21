package dev.jaculus.llvm.elf;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The relocations of x86-64: how the bytes at a place come from a symbol S, an addend A and the place P.
 * The kinds that LLVM does not make for our code are here too, so that a message can name them.
 */
enum RelocationType {
    NONE(0, Kind.NONE),
    R64(1, Kind.ABSOLUTE_64),
    PC32(2, Kind.RELATIVE_32),
    PLT32(4, Kind.RELATIVE_32),
    GLOB_DAT(6, Kind.DYNAMIC),
    JUMP_SLOT(7, Kind.DYNAMIC),
    RELATIVE(8, Kind.DYNAMIC),
    GOTPCREL(9, Kind.GOT_32),
    R32(10, Kind.ABSOLUTE_32),
    R32S(11, Kind.ABSOLUTE_32),
    DTPMOD64(16, Kind.THREAD_LOCAL),
    DTPOFF64(17, Kind.THREAD_LOCAL),
    TPOFF64(18, Kind.THREAD_LOCAL),
    TLSGD(19, Kind.THREAD_LOCAL),
    TLSLD(20, Kind.THREAD_LOCAL),
    DTPOFF32(21, Kind.THREAD_LOCAL),
    GOTTPOFF(22, Kind.THREAD_LOCAL),
    TPOFF32(23, Kind.THREAD_LOCAL),
    PC64(24, Kind.RELATIVE_64),
    GOTOFF64(25, Kind.UNSUPPORTED),
    GOTPC32(26, Kind.UNSUPPORTED),
    GOT64(27, Kind.UNSUPPORTED),
    GOTPCREL64(28, Kind.UNSUPPORTED),
    GOTPC64(29, Kind.UNSUPPORTED),
    PLTOFF64(31, Kind.UNSUPPORTED),
    GOTPC32_TLSDESC(34, Kind.THREAD_LOCAL),
    TLSDESC_CALL(35, Kind.THREAD_LOCAL),
    TLSDESC(36, Kind.THREAD_LOCAL),
    IRELATIVE(37, Kind.UNSUPPORTED),
    GOTPCRELX(41, Kind.GOT_32),
    REX_GOTPCRELX(42, Kind.GOT_32);

    /** What is to be computed. */
    enum Kind {
        NONE,
        /** S + A, eight bytes. In loaded memory the loader must finish it. */
        ABSOLUTE_64,
        /** S + A, four bytes. Only for debug sections: code that can load anywhere has no room for an address. */
        ABSOLUTE_32,
        /** S + A − P, four bytes; for a function of another library S is a stub that jumps there. */
        RELATIVE_32,
        /** S + A − P, eight bytes. */
        RELATIVE_64,
        /** G + A − P, four bytes, where G is a slot of the global offset table that holds S. */
        GOT_32,
        /** Only in finished libraries. */
        DYNAMIC,
        THREAD_LOCAL,
        UNSUPPORTED
    }

    private static final Map<Integer, RelocationType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(t -> t.code, Function.identity()));

    private final int code;
    private final Kind kind;

    RelocationType(int code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    int code() {
        return code;
    }

    Kind kind() {
        return kind;
    }

    /** As elf.h spells it. */
    String spelling() {
        return "R_X86_64_" + (name().matches("R\\d.*") ? name().substring(1) : name());
    }

    static RelocationType of(int code) {
        RelocationType type = BY_CODE.get(code);
        if (type == null) {
            throw new LinkException("unknown relocation: x86-64 has no number " + code);
        }
        return type;
    }
}
