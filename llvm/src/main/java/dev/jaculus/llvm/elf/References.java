package dev.jaculus.llvm.elf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What the code needs that only the loader can give.
 *
 * @param dynamic the symbols that the loader sees: those to be found elsewhere, then the exported ones
 * @param slots the symbols that have an address slot in the global offset table
 * @param stubs the functions of other libraries, each called through a stub that jumps to its slot's address
 * @param addresses how many addresses lie in loaded data, to be finished by the loader
 */
record References(List<Symbol> dynamic, List<Symbol> slots, List<Symbol> stubs, int addresses) {

    static References of(ObjectFile object, List<String> exported) {
        SequencedSet<Symbol> slots = new LinkedHashSet<>();
        SequencedSet<Symbol> stubs = new LinkedHashSet<>();
        int addresses = 0;
        for (Relocation r : object.relocations()) {
            if (!r.target().loaded()) {
                continue;
            }
            if (r.type().kind() == RelocationType.Kind.GOT_32) {
                slots.add(r.symbol());
            } else if (stub(r)) {
                stubs.add(r.symbol());
                slots.add(r.symbol());
            } else if (address(r)) {
                addresses++;
            }
        }
        return new References(dynamic(object, exported), List.copyOf(slots), List.copyOf(stubs), addresses);
    }

    /** A call of a function that is elsewhere. */
    static boolean stub(Relocation r) {
        return r.type() == RelocationType.PLT32 && r.symbol().undefined();
    }

    /** A full address in loaded memory; it depends on where the library (this or another) is loaded. */
    static boolean address(Relocation r) {
        return r.target().loaded()
                && r.type().kind() == RelocationType.Kind.ABSOLUTE_64
                && !r.symbol().absolute();
    }

    private static List<Symbol> dynamic(ObjectFile object, List<String> exported) {
        List<Symbol> result = new ArrayList<>();
        for (Symbol s : object.symbols()) {
            if (s.undefined() && !s.local()) {
                result.add(s);
            }
        }
        for (String name : exported) {
            result.add(object.symbols().stream()
                    .filter(s -> s.name().equals(name) && !s.local() && !s.undefined())
                    .findFirst()
                    .orElseThrow(() -> new LinkException("the object does not define `" + name + "`")));
        }
        return result;
    }

    /** How many relocations the loader will have to do. */
    int dynamicRelocations() {
        return addresses + (int) slots.stream().filter(s -> !s.absolute()).count();
    }
}
