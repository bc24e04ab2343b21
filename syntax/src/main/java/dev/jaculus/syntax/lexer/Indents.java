package dev.jaculus.syntax.lexer;

import java.util.ArrayList;
import java.util.List;

/**
 * The indentation of the open blocks. As in CPython each is measured twice, with tabs to the next multiple of eight and
 * with tabs as one column: where the two disagree about what is deeper, the meaning would depend on the editor.
 */
final class Indents {
    /** CPython's own limit; it also keeps the parser's recursion bounded. */
    private static final int MAX_DEPTH = 100;

    /** The width of a line's indentation. */
    record Width(int tabs8, int tabs1) {
        static final Width NONE = new Width(0, 0);

        Width plus(char c) {
            return switch (c) {
                case '\t' -> new Width((tabs8 / 8 + 1) * 8, tabs1 + 1);
                case '\f' -> NONE; // a page break starts the line anew
                default -> new Width(tabs8 + 1, tabs1 + 1);
            };
        }
    }

    /** How a line lies to the block before it. */
    enum Change {
        SAME,
        DEEPER,
        BACK,
        /** Deeper than the lines of its block, but no new block: not what any open block has. */
        UNKNOWN,
        MIXED_TABS,
        TOO_DEEP
    }

    private final List<Width> open = new ArrayList<>(List.of(Width.NONE));
    private int closed;

    /** Takes the indentation of the outermost block, which need not start in the first column. */
    void base(Width width) {
        open.set(0, width);
    }

    boolean isBelowBase(Width width) {
        return width.tabs8 < open.getFirst().tabs8;
    }

    Change line(Width width) {
        Width top = open.getLast();
        closed = 0;
        if (width.tabs8 == top.tabs8) {
            return width.tabs1 == top.tabs1 ? Change.SAME : Change.MIXED_TABS;
        }
        if (width.tabs8 > top.tabs8) {
            if (open.size() >= MAX_DEPTH) {
                return Change.TOO_DEEP;
            }
            open.add(width);
            return width.tabs1 > top.tabs1 ? Change.DEEPER : Change.MIXED_TABS;
        }
        while (open.size() > 1 && width.tabs8 < open.getLast().tabs8) {
            open.removeLast();
            closed++;
        }
        Width now = open.getLast();
        if (width.tabs8 != now.tabs8) {
            return Change.UNKNOWN;
        }
        return width.tabs1 == now.tabs1 ? Change.BACK : Change.MIXED_TABS;
    }

    /** How many blocks the last line ended. */
    int closed() {
        return closed;
    }

    /** How many blocks are open inside the outermost one. */
    int depth() {
        return open.size() - 1;
    }
}
