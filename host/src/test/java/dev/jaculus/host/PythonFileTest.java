package dev.jaculus.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import dev.jaculus.server.KernelCompiler;
import dev.jaculus.server.cache.Entry;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonFileTest {
    private static final PythonFile FILE = new PythonFile(new SourceFile("k.py", """
                    import numpy as np, os
                    import numpy.linalg
                    from math import sin as sine
                    from numba import njit, int32
                    from os.path import join
                    LIMIT = 10
                    SCALE = RATIO = -0.5
                    NAMES = ("a", True, None, (1,))
                    TABLE = make()

                    class Wrong(ValueError):
                        pass

                    class Point:
                        pass

                    @njit
                    def helper(x, k=LIMIT, flag=True):
                        if x > LIMIT: raise Wrong(x)
                        return x

                    alias = helper

                    @njit(fastmath=True,
                          error_model="numpy", cache=True)
                    def kernel(a, b=2, c=-1.5):
                        np = TABLE  # what follows in this line is no name: LIMITS
                        return helper(sine(a)) + kernel(b) + RATIO


                    def others():
                        return join, os, int32, numpy, NAMES, Point, alias, sum(undefined)
                    """));

    private static JsonObject function(String name, int index) {
        return FILE.request(name, List.of("int64")).getArray("functions").getObject(index);
    }

    private static void names(String expected, JsonObject function) throws Exception {
        assertEquals(JsonParser.object().from(expected.replace('\'', '"')), function.getObject("names"));
    }

    @Test
    void aRequestHasTheFunctionAndWhatItReaches() throws Exception {
        JsonObject request = FILE.request("kernel", List.of("int64", "float64"));
        assertEquals(0, request.getInt("root"));
        assertEquals(List.of("int64", "float64"), request.getArray("arguments"));
        JsonArray functions = request.getArray("functions");
        assertEquals(2, functions.size());
        assertEquals("kernel", functions.getObject(0).getString("name"));
        assertEquals("helper", functions.getObject(1).getString("name"));
        assertEquals("k.py", functions.getObject(0).getString("file"));
    }

    @Test
    void theSourceBeginsAtTheDecorator() {
        JsonObject kernel = function("kernel", 0);
        assertEquals(24, kernel.getInt("line"));
        assertEquals(5, kernel.getString("source").lines().count());
        assertEquals(
                "@njit(fastmath=True,",
                kernel.getString("source").lines().findFirst().orElseThrow());
        assertEquals(31, function("others", 0).getInt("line"));
    }

    @Test
    void namesAreFrozen() throws Exception {
        names("""
                {'np': {'module': 'numpy'}, 'njit': {'attribute': 'jaculus.njit'},
                 'TABLE': {'unsupported': 'a value that is known only when Python runs'}, 'helper': {'function': 1},
                 'sine': {'attribute': 'math.sin'}, 'kernel': {'function': 0}, 'RATIO': {'float': '-0x1.0p-1'}}
                """, function("kernel", 0));
        names("""
                {'njit': {'attribute': 'jaculus.njit'}, 'LIMIT': {'int': '10'},
                 'Wrong': {'exception': '__main__.Wrong', 'index': 0, 'bases': ['builtins.ValueError']}, 'helper': {'function': 0}}
                """, function("helper", 0));
        names("""
                {'join': {'unsupported': 'something of the module os.path'}, 'os': {'unsupported': 'the module os'},
                 'int32': {'type': 'int32'}, 'numpy': {'module': 'numpy'},
                 'NAMES': {'tuple': [{'str': 'a'}, {'bool': true}, {'none': true}, {'tuple': [{'int': '1'}]}]},
                 'Point': {'unsupported': 'a class'}, 'alias': {'function': 1}, 'others': {'function': 0}}
                """, function("others", 0));
    }

    @Test
    void defaultsAndOptionsComeAlong() throws Exception {
        JsonObject kernel = function("kernel", 0);
        assertEquals(
                JsonParser.array().from("[{\"int\":\"2\"},{\"float\":\"-0x1.8p0\"}]"), kernel.getArray("defaults"));
        assertEquals(
                JsonParser.object().from("{\"fastmath\":true,\"error_model\":\"numpy\"}"), kernel.getObject("options"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThrows(IllegalArgumentException.class, () -> FILE.request("LIMIT", List.of()));
        assertThrows(Diagnostic.Failure.class, () -> new PythonFile(new SourceFile("k.py", "def f(:\n")));
    }

    @Test
    void mistakesAreRenderedForPeople() {
        KernelCompiler none = new KernelCompiler() {
            @Override
            public Entry compile(JsonObject request) {
                throw new AssertionError();
            }

            @Override
            public String inspect(String what, JsonObject request) {
                throw new AssertionError();
            }
        };
        Jaculus jaculus = new Jaculus(Path.of(System.getProperty("jaculus.lib"), "libjaculus_rt.so"), none);
        CompileException e = assertThrows(
                CompileException.class, () -> jaculus.compile("def f(x):\n    return x +\n", "f", "int64"));
        assertEquals("SyntaxError", e.pythonClass());
        assertEquals(2, e.line());
        assertEquals(List.of("<source>", true), List.of(e.file(), e.getMessage().contains("--> <source>:2:")));
    }
}
