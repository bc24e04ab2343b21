package dev.jaculus.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.profiler.samples.AddressSpace;
import dev.jaculus.profiler.samples.Mapping;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AddressSpaceTest {
    private static final AddressSpace SPACE = AddressSpace.of(List.of(
            "00400000-00401000 r--p 00000000 fe:00 12    /bin/program",
            "00401000-00403000 r-xp 00001000 fe:00 12    /bin/program",
            "7f0000000000-7f0000001000 r-xp 00002000 00:1f 3    /cache/a folder/k.so (deleted)",
            "7f0000001000-7f0000002000 rwxp 00000000 00:00 0 ",
            "7f0000002000-7f0000003000 r-xp 00000000 00:1f 4    /new\\012line.so",
            "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]",
            "nonsense"));

    private static String path(long address) {
        return SPACE.at(address).map(Mapping::path).orElse("none");
    }

    @Test
    void anAddressBelongsToTheMappingWithCodeThatHoldsIt() {
        assertEquals("none", path(0x400fff));
        assertEquals("/bin/program", path(0x401000));
        assertEquals("/bin/program", path(0x402fff));
        assertEquals("none", path(0x403000));
        assertEquals("", path(0x7f0000001000L));
        assertEquals("[vsyscall]", path(0xffffffffff600000L));
        assertEquals("none", path(-1));
    }

    @Test
    void namesAreWhatTheyWereBeforeTheKernelWroteThem() {
        assertEquals("/cache/a folder/k.so", path(0x7f0000000000L));
        assertEquals("/new\nline.so", path(0x7f0000002000L));
    }

    @Test
    void theOffsetInTheFileIsKept() {
        assertEquals(Optional.of(0x1000L), SPACE.at(0x401000).map(Mapping::offset));
    }
}
