package dev.jaculus.server.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static final byte[] FILE = new Entry("ELF".getBytes(UTF_8), "{\"symbol\":\"é\"}").bytes();

    @Test
    void the_layout_is_the_one_that_the_hosts_read() {
        assertEquals(3 + 15 + 8 + 8 + 32 + 8, FILE.length);
        assertEquals("ELF{\"symbol\":\"é\"}\3\0\0\0\0\0\0\0\17\0\0\0\0\0\0\0", new String(FILE, 0, 34, UTF_8));
        assertEquals("JACULUS1", new String(FILE, FILE.length - 8, 8, UTF_8));
    }

    @Property
    void what_is_written_is_read(@ForAll byte[] elf, @ForAll String metadata) {
        String text = new String(metadata.getBytes(UTF_8), UTF_8); // without lone surrogates
        Entry entry = Entry.of(new Entry(elf, text).bytes()).orElseThrow();
        assertArrayEquals(elf, entry.elf());
        assertEquals(text, entry.metadata());
    }

    @Property
    void a_file_that_is_cut_off_is_a_miss(@ForAll @IntRange(max = 73) int length) {
        assertEquals(Optional.empty(), Entry.of(Arrays.copyOf(FILE, length)));
    }

    @Property
    void a_file_with_a_changed_byte_is_a_miss(@ForAll @IntRange(max = 73) int at, @ForAll byte value) {
        byte[] file = FILE.clone();
        file[at] = value;
        assertEquals(value == FILE[at], Entry.of(file).isPresent());
    }
}
