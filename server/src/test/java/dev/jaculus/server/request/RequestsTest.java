package dev.jaculus.server.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.request.Request.Options.Inherited;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Layout;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    private static final String SOURCE = "    @njit\\n    def f(a, n=3):\\n        return a[n]\\n";

    @Test
    void a_request_becomes_the_compilers_record() {
        Request request = Requests.read(json("""
                {"root": 0,
                 "functions": [{"name": "f", "source": "%s", "file": "/p/k.py", "line": 7,
                                "names": {"np": {"module": "numpy"}}, "defaults": [{"int": "3"}],
                                "options": {"error_model": "numpy", "fastmath": true}}],
                 "arguments": ["array(uint8, 2d, C)"], "result": "int32"}
                """.formatted(SOURCE)), Map.of(), VectorMath.NONE);
        Request.Source source = request.functions().getFirst();
        assertEquals(new SourceFile("/p/k.py", SOURCE.translateEscapes(), 7), source.file());
        assertEquals(Map.of("np", new Frozen.Module("numpy")), source.names());
        assertEquals(List.of(new Frozen.Int(BigInteger.valueOf(3))), source.defaults());
        assertEquals(
                new Request.Options(
                        false,
                        FastMath.FAST,
                        false,
                        false,
                        Map.of(),
                        Set.of(Inherited.ERROR_MODEL, Inherited.FASTMATH)),
                source.options());
        assertEquals(List.of(new Type.Array(Type.UINT8, 2, Layout.C)), request.arguments());
        assertEquals(Optional.of(Type.INT32), request.result());
    }

    @Test
    void a_constant_that_is_passed_has_a_type_and_a_function_may_have_signatures() {
        Request request = Requests.read(json("""
                {"root": 0,
                 "functions": [{"name": "f", "source": "%s", "file": "k.py", "line": 7,
                                "signatures": [{"arguments": ["int32"], "result": "float64"},
                                               {"arguments": ["bool"], "result": null}]}],
                 "arguments": [{"literal": {"int": "3"}, "type": "int64"}, {"module": "numpy"}], "result": null}
                """.formatted(SOURCE)), Map.of(), VectorMath.NONE);
        assertEquals(List.of(Type.INT64, Type.NONE), request.arguments());
        assertEquals(new Frozen.Int(BigInteger.valueOf(3)), request.constants().get(0));
        assertEquals(List.of(true, false), List.of(request.isLiteral(0), request.isLiteral(1)));
        assertEquals(
                List.of(
                        new Request.Signature(List.of(Type.INT32), Optional.of(Type.FLOAT64)),
                        new Request.Signature(List.of(Type.BOOL), Optional.empty())),
                request.functions().getFirst().signatures());
    }

    @Test
    void an_argument_of_an_unknown_type_is_a_diagnostic_at_the_kernel() {
        JsonObject json = json("""
                {"root": 0, "functions": [{"name": "f", "source": "%s", "file": "k.py", "line": 7}],
                 "arguments": ["pyobject"], "result": null}
                """.formatted(SOURCE));
        Diagnostic diagnostic = assertThrows(
                        Diagnostic.Failure.class, () -> Requests.read(json, Map.of(), VectorMath.NONE))
                .diagnostic();
        assertEquals("an argument of type `pyobject` is not supported", diagnostic.message());
        assertEquals(new Span(8, 4, 8, 18), diagnostic.primary().span());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"int":"123456789012345678901234567890"}   | Int[value=123456789012345678901234567890]
            {"float":"0x1.8p+1"}                       | Float[value=3.0]
            {"float":"-inf"}                           | Float[value=-Infinity]
            {"float":"nan"}                            | Float[value=NaN]
            {"float":"0x0.0p+0","type":"float64"}      | Float[value=0.0]
            {"float":"0x1.8p+1","type":"float32"}      | Typed[type=float32, value=Float[value=3.0]]
            {"bool":true}                              | Bool[value=true]
            {"str":"é"}                                | Str[value=é]
            {"none":true}                              | None[]
            {"tuple":[{"int":"1"},{"none":true}]}      | Tuple[items=[Int[value=1], None[]]]
            {"module":"numpy"}                         | Module[name=numpy]
            {"attribute":"numpy.round"}                | Attribute[name=numpy.round]
            {"function":1}                             | Kernel[index=1]
            {"exception":"builtins.ValueError"}        | ExceptionClass[name=builtins.ValueError, index=-1, bases=[]]
            {"exception":"m.E","index":0,"bases":["builtins.KeyError"]} | ExceptionClass[name=m.E, index=0, bases=[builtins.KeyError]]
            {"type":"int32"}                           | TypeObject[type=int32]
            {"type":"pyobject"}                    | Unsupported[what=the type pyobject]
            {"namespace":{"x":{"int":"1"}}}            | Namespace[attributes={x=Int[value=1]}]
            {"unsupported":"a dict"}                   | Unsupported[what=a dict]
            {"complex":["0x0.0p+0","0x0.0p+0"]}        | Complex[real=0.0, imaginary=0.0]
            {"array":{"dtype":"int16","shape":[2],"data":"AQAC/w=="}} | Array[element=int16, shape=[2], data=010002ff]
            """)
    void a_frozen_value_keeps_what_it_is(String value, String frozen) {
        assertEquals(frozen, Values.read(json(value)).toString());
    }

    private static JsonObject json(String text) {
        try {
            return JsonParser.object().from(text);
        } catch (JsonParserException e) {
            throw new AssertionError(e);
        }
    }
}
