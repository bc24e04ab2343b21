package dev.jaculus.syntax.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LambdasTest {
    private static void finds(String text, Span... places) {
        List<Span> found = Parser.lambdas(new SourceFile("a.py", text, 10)).stream()
                .map(lambda -> lambda.span())
                .toList();
        assertEquals(List.of(places), found);
    }

    @Test
    void inAStatement() {
        finds("    add = njit(lambda x: x+1)\n", new Span(10, 15, 10, 28));
    }

    @Test
    void severalAndNested() {
        finds(
                "f(lambda x: lambda y: x, lambda: 0)",
                new Span(10, 2, 10, 23),
                new Span(10, 12, 10, 23),
                new Span(10, 25, 10, 34));
    }

    @Test
    void aLineFromTheMiddleOfACall() {
        finds("        lambda x: x + 1, 3)\n", new Span(10, 8, 10, 23));
        finds("    key=lambda a: a[0],\n", new Span(10, 8, 10, 22));
    }

    @Test
    void linesOfACallWhoseBeginningIsMissing() {
        finds("    lambda x: x\n    + 1, a[0])\n", new Span(10, 4, 11, 7));
    }

    @Test
    void linesOfACallWhoseEndIsMissing() {
        finds("f = njit(lambda x:\n    x +\n    1\n", new Span(10, 9, 12, 5));
        finds("    lambda x:\n    x\n", new Span(10, 4, 11, 5));
    }

    @Test
    void theEndOfAStatementEndsALambda() {
        finds("f = lambda x: x\n-1\n", new Span(10, 4, 10, 15));
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        finds("lambda !: 1; f(lambda: 2)", new Span(10, 15, 10, 24));
        finds("no such thing");
        finds("x = lambda: 'no end\n");
    }
}
