package dev.jaculus.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.syntax.source.SourceFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LibrarySourcesTest {
    @Test
    void the_librarys_files_are_named_so_that_a_profiler_knows_them() {
        Map<String, SourceFile> sources = LibrarySources.read();
        SourceFile reductions = sources.get("numpy.reductions");
        assertTrue(reductions.path().equals("<jaculus>/numpy/reductions.py"), reductions.path());
        assertTrue(reductions.text().contains("@numpy_function(np.sum)"));
    }
}
