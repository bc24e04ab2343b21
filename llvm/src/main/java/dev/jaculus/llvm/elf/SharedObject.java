package dev.jaculus.llvm.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a shared library of one object file, in memory. A linker would take 4 to 15 ms, nearly all of it to start.
 *
 * <p>Debug sections are kept, their relocations applied, and so are all names: to gdb, perf and addr2line the result is
 * like any other library.
 */
public final class SharedObject {
    private SharedObject() {}

    /** The bytes of a library that exports what the options say. Throws {@link LinkException}. */
    public static byte[] link(byte[] objectFile, LinkOptions options) {
        ObjectFile object = ObjectFile.read(objectFile);
        Supported.check(object);

        // What there will be, each with its size...
        References references = References.of(object, options.exported());
        KeptSections sections = new KeptSections(object);
        LoaderTables loader = new LoaderTables(references, options);
        List<Chunk> chunks = new ArrayList<>(loader.chunks());
        chunks.addAll(sections.chunks());
        NameTables names = new NameTables(object, sections, references, chunks);
        chunks.addAll(names.chunks());

        // ... gets its place...
        Layout layout = Layout.of(chunks);
        byte[] image = new byte[size(layout)];
        ByteBuffer out = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        layout.chunks().forEach(c -> c.attach(out));

        // ... and then its content.
        Places places = loader.places();
        sections.fill(object);
        int relative = new Relocator(sections, places).run(object, references, loader.relocations());
        loader.fill(sections, relative);
        names.fill(sections, places);
        Headers.write(layout, names, out);
        return image;
    }

    private static int size(Layout layout) {
        if (layout.fileSize() > Integer.MAX_VALUE) {
            throw new LinkException("the library would be larger than 2 GB");
        }
        return (int) layout.fileSize();
    }
}
