package dev.jaculus.syntax.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RendererTest {
    private static final SourceFile KERNEL = new SourceFile("kernel.py", """
            def f(n):
                for i in range(n):
                    x = 0.0
                    if i:
                        x = "a"; y = x
            """);

    private static void renders(String expected, Place primary, Place... others) {
        Diagnostic diagnostic = new Diagnostic(
                "type-changes",
                Diagnostic.Kind.TYPING,
                "`x` is a float here and a str there",
                primary,
                List.of(others),
                Optional.of("give the two values different names"));
        assertEquals(expected, Renderer.render(diagnostic));
    }

    private static Place place(int line, int column, int endColumn, String text) {
        return new Place(KERNEL, new Span(line, column, line, endColumn), text);
    }

    @Test
    void bothPlacesOfAConflictAreShownInTheOrderOfTheFile() {
        renders("""
                error[type-changes]: `x` is a float here and a str there
                  --> kernel.py:5:13
                   3 |         x = 0.0
                     |         - `x` became float64 here
                   5 |             x = "a"; y = x
                     |             ^^^^^^^ this is a str
                  help: give the two values different names""", place(5, 12, 19, "this is a str"), place(3, 8, 9, "`x` became float64 here"));
    }

    @Test
    void placesOnOneLineShareItAndTheRightmostComesFirst() {
        renders("""
                error[type-changes]: `x` is a float here and a str there
                  --> kernel.py:5:13
                   5 |             x = "a"; y = x
                     |                          - read here
                     |             ^ this is a str
                  help: give the two values different names""", place(5, 12, 13, "this is a str"), place(5, 25, 26, "read here"));
    }

    @Test
    void onlyEightLinesArePrintedAndThePrimaryIsAmongThem() {
        renders(
                """
                error[type-changes]: `x` is a float here and a str there
                  --> kernel.py:5:13
                   1 | def f(n):
                     |       - one
                   5 |             x = "a"; y = x
                     |             ^ this is a str
                  help: give the two values different names""",
                place(5, 12, 13, "this is a str"),
                place(1, 6, 7, "one"),
                place(2, 8, 9, "two"),
                place(3, 8, 9, "three"));
    }

    @Test
    void aPlaceInAnotherFileIsShownAfterThePrimary() {
        SourceFile other = new SourceFile("b.py", "y = f('a')\n", 120);
        renders("""
                error[type-changes]: `x` is a float here and a str there
                  --> kernel.py:3:9
                   3 |         x = 0.0
                     |         ^ a float
                  ::: b.py:120:7
                 120 | y = f('a')
                     |       --- a str
                  help: give the two values different names""", place(3, 8, 9, "a float"), new Place(other, new Span(120, 6, 120, 9), "a str"));
    }

    @Test
    void tabsAndWideCharactersKeepTheMarksUnderTheirText() {
        SourceFile file = new SourceFile("t.py", "\tx = '漢字' + y\n");
        renders("""
                error[type-changes]: `x` is a float here and a str there
                  --> t.py:1:13
                   1 |     x = '漢字' + y
                     |                  ^ here
                  help: give the two values different names""", new Place(file, new Span(1, 12, 1, 13), "here"));
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        SourceFile file = new SourceFile("t.py", "x = " + "a + ".repeat(60) + "bad" + " + a".repeat(60));
        renders(
                "error[type-changes]: `x` is a float here and a str there\n"
                        + "  --> t.py:1:245\n"
                        + "   1 | ... " + "a + ".repeat(8) + "bad" + " + a".repeat(16) + "...\n"
                        + "     | " + " ".repeat(36) + "^^^ here\n"
                        + "  help: give the two values different names",
                new Place(file, new Span(1, 244, 1, 247), "here"));
    }

    @Test
    void aSpanOverLinesIsMarkedToTheEndOfItsFirst() {
        renders("""
                error[type-changes]: `x` is a float here and a str there
                  --> kernel.py:2:5
                   2 |     for i in range(n):
                     |     ^^^^^^^^^^^^^^^^^^ this loop
                  help: give the two values different names""", new Place(KERNEL, new Span(2, 4, 5, 19), "this loop"));
    }

    @Test
    void withoutItsSourceAPlaceStillHasItsWords() {
        SourceFile gone = new SourceFile("<stdin>", "", 7);
        renders("""
                error[type-changes]: `x` is a float here and a str there
                  --> <stdin>:9:2
                     = line 9: this is a str
                  help: give the two values different names""", new Place(gone, new Span(9, 1, 9, 2), "this is a str"));
        renders("""
                error[type-changes]: `x` is a float here and a str there
                  --> <stdin>
                  help: give the two values different names""", new Place(gone, Span.NONE, ""));
    }
}
