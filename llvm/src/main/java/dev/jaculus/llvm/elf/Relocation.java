package dev.jaculus.llvm.elf;

/** "At this offset of this section put what `type` computes from the symbol and the addend." */
record Relocation(Section target, long offset, RelocationType type, Symbol symbol, long addend) {

    /** For messages. */
    String describe() {
        return type.spelling() + " in " + target.name() + " to `" + symbol.name() + "`";
    }
}
