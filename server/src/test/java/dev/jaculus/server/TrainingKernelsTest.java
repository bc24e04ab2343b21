package dev.jaculus.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.grack.nanojson.JsonObject;
import dev.jaculus.compiler.Compiler;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.server.request.Requests;
import org.junit.jupiter.api.Test;

class TrainingKernelsTest {
    @Test
    void everyTrainingKernelCompiles() {
        var library = LibrarySources.read();
        for (JsonObject request : TrainingKernels.requests()) {
            assertFalse(Compiler.compile(Requests.read(request, library, VectorMath.NONE))
                    .llvm()
                    .isEmpty());
        }
    }

    @Test
    void theDecoratorsTextIsSplitBetweenTypes() {
        JsonObject distance = TrainingKernels.requests().get(2);
        assertEquals(2, distance.getArray("arguments").size());
        assertEquals("array(float64, 1d, A)", distance.getArray("arguments").getString(1));
    }
}
