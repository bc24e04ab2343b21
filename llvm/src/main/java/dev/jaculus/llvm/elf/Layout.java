package dev.jaculus.llvm.elf;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives every section its place. A section's address equals its offset in the file, so the file is its own memory
 * image; zeros alone take no room in the file. No memory is both writable and executable:
 *
 * <pre>
 *   read            headers, tables for the loader, constants, unwind tables
 *   read, execute   code, stubs
 *   read, write     what the loader fills in and then protects (RELRO); data; zeros
 *   not loaded      debug sections, names, section headers
 * </pre>
 *
 * @param chunks all sections, in the order of their numbers; the first is number 1
 * @param segments what the loader maps
 * @param sectionHeaders where the table of sections lies in the file
 */
record Layout(List<Chunk> chunks, List<Segment> segments, long sectionHeaders) {

    /** One entry of the program header. */
    record Segment(int type, int flags, long offset, long fileSize, long memorySize, long alignment) {}

    /** Room that is kept for the program header; {@link #of} makes no more. */
    private static final int MAX_SEGMENTS = 6;

    static Layout of(List<Chunk> chunks) {
        return new Placing(chunks).place();
    }

    long fileSize() {
        return sectionHeaders + (chunks.size() + 1L) * Elf.SECTION_HEADER_SIZE;
    }

    /** Filled by the loader, then made read-only. */
    private static boolean protectedLater(Chunk c) {
        return c.type() == Elf.SHT_DYNAMIC
                || c.name().equals(".got")
                || c.name().startsWith(".data.rel.ro");
    }

    private static final class Placing {
        private final List<Chunk> all;
        private final List<Chunk> placed = new ArrayList<>();
        private final List<Segment> segments = new ArrayList<>();
        private long position = Elf.HEADER_SIZE + MAX_SEGMENTS * (long) Elf.PROGRAM_HEADER_SIZE;

        Placing(List<Chunk> all) {
            this.all = all;
        }

        Layout place() {
            List<Chunk> constants = select(false, false);
            put(constants);
            load(Elf.PF_R, 0, position, position, constants);

            List<Chunk> code = select(false, true);
            if (!code.isEmpty()) {
                position = Elf.align(position, Elf.PAGE);
                long start = position;
                put(code);
                load(Elf.PF_R | Elf.PF_X, start, position, position, code);
            }
            writable(select(true, false));
            segments.add(new Segment(Elf.PT_GNU_STACK, Elf.PF_R | Elf.PF_W, 0, 0, 0, 16));

            put(all.stream().filter(c -> !c.has(Elf.SHF_ALLOC)).toList());
            return new Layout(placed, segments, Elf.align(position, 8));
        }

        private void writable(List<Chunk> chunks) {
            position = Elf.align(position, Elf.PAGE);
            long start = position;
            put(chunks.stream().filter(Layout::protectedLater).toList());
            segments.add(new Segment(
                    Elf.PT_GNU_RELRO, Elf.PF_R, start, position - start, Elf.align(position, Elf.PAGE) - start, 1));

            List<Chunk> data = chunks.stream().filter(c -> !protectedLater(c)).toList();
            if (!data.isEmpty()) {
                position = Elf.align(position, Elf.PAGE);
            }
            put(data.stream().filter(c -> !c.zeros()).toList());
            long fileEnd = position;
            put(data.stream().filter(Chunk::zeros).toList());
            long memoryEnd = position;
            position = fileEnd; // what follows is not loaded
            load(Elf.PF_R | Elf.PF_W, start, fileEnd, memoryEnd, chunks);

            Chunk dynamic = chunks.stream()
                    .filter(c -> c.type() == Elf.SHT_DYNAMIC)
                    .findFirst()
                    .orElseThrow();
            segments.add(new Segment(
                    Elf.PT_DYNAMIC,
                    Elf.PF_R | Elf.PF_W,
                    dynamic.offset(),
                    dynamic.size(),
                    dynamic.size(),
                    dynamic.alignment()));
        }

        private List<Chunk> select(boolean writable, boolean executable) {
            return all.stream()
                    .filter(c -> c.has(Elf.SHF_ALLOC)
                            && c.has(Elf.SHF_WRITE) == writable
                            && c.has(Elf.SHF_EXECINSTR) == executable)
                    .toList();
        }

        private void put(List<Chunk> chunks) {
            for (Chunk c : chunks) {
                position = Elf.align(position, c.alignment());
                placed.add(c);
                c.place(placed.size(), c.has(Elf.SHF_ALLOC) ? position : 0, position);
                position += c.size();
            }
        }

        private void load(int flags, long start, long fileEnd, long memoryEnd, List<Chunk> chunks) {
            long alignment = chunks.stream().mapToLong(Chunk::alignment).reduce(Elf.PAGE, Math::max);
            segments.add(new Segment(Elf.PT_LOAD, flags, start, fileEnd - start, memoryEnd - start, alignment));
        }
    }
}
