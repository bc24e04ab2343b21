package dev.jaculus.compiler.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.compiler.Golden;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each operator and function for each pair of types has the type that Numba gives it; {@code numba_types.py} wrote the table. */
class NumbaTypesTest {
    @Test
    void agreesWithNumba() throws IOException {
        List<String> differences = new ArrayList<>();
        int[] compared = new int[1];
        for (String line : Files.readAllLines(Golden.FOLDER.resolve("infer/numba-types.txt"))) {
            if (!line.startsWith("#")) {
                check(line, differences, compared);
            }
        }
        assertEquals(
                "", String.join("\n", differences), differences.size() + " of " + compared[0] + " differ from numba");
    }

    static void check(String line, List<String> differences, int[] compared) throws IOException {
        String[] parts = line.split(" ; ", -1);
        boolean pair = parts[1].length() == 2;
        SourceFile file = new SourceFile(
                "f.py",
                "import math\nimport numpy as np\n\n\ndef f(%s):\n    return %s\n"
                        .formatted(
                                pair ? "a, b" : "a",
                                parts[0].startsWith("range") ? "len(" + parts[0] + ")" : parts[0]));
        String[] expected = parts[3].split(" ", -1);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].equals("-") || parts[0].startsWith("range")) {
                continue; // where Numba refuses we may do better
            }
            Type.Scalar column = Type.REALS.get(i);
            List<Type> types = pair
                    ? List.of(
                            operand(parts[1].charAt(0), Programs.types(parts[2]).getFirst()),
                            operand(parts[1].charAt(1), column))
                    : List.of(operand(parts[1].charAt(0), column));
            String actual = result(file, types);
            compared[0]++;
            if (!actual.equals(expected[i])) {
                differences.add("%s of %s is %s in numba and %s here".formatted(parts[0], types, expected[i], actual));
            }
        }
    }

    private static Type operand(char kind, Type element) {
        return kind == 'a' ? new Type.Array((Type.Scalar) element, 1, Type.Layout.C) : element;
    }

    private static String result(SourceFile file, List<Type> types) throws IOException {
        try {
            Type type = Inference.program(Programs.request(file, "f", types))
                    .entry()
                    .result();
            if (type instanceof Type.Array array) {
                return array.element().toString();
            }
            return type.toString().replace(", ", ",");
        } catch (Diagnostic.Failure failure) {
            return failure.diagnostic().message();
        }
    }
}
