package dev.jaculus.syntax.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import org.junit.jupiter.api.Test;

final class FunctionTest {
    @Test
    void aMethodIsReadInItsIndentationAndPlacedInItsFile() {
        Stmt.FunctionDef function = Parser.function(new SourceFile("a.py", """
                    @njit(cache=True)
                    # a comment
                    def f(self, x):
                        if x:
                            return '''
                text'''
                        return x
                  left = 1
                """.indent(0), 40));
        assertEquals("f", function.name());
        assertEquals(1, function.decorators().size());
        assertEquals(2, function.body().size());
        assertEquals(new Span(42, 4, 46, 16), function.span());
    }
}
