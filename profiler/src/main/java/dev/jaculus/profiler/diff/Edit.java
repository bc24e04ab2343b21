package dev.jaculus.profiler.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of two texts: lines that are equal, or lines that became others. Lines count from 1, {@code to} is not in it.
 *
 * @param same one line each, equal
 */
record Edit(boolean same, int from, int to, int newFrom, int newTo) {
    /** More pairs of lines than these are not compared: what lies between two equal ends is one edit then. */
    private static final long MOST_PAIRS = 16_000_000;

    /** How one text became the other; each line of both is in one edit. */
    static List<Edit> between(List<String> before, List<String> after) {
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Edit> edits = new ArrayList<>();
        for (int i = 1; i <= head; i++) {
            edits.add(new Edit(true, i, i + 1, i, i + 1));
        }
        middle(before, after, head, tail, edits);
        for (int i = tail; i > 0; i--) {
            int old = before.size() - i + 1;
            int now = after.size() - i + 1;
            edits.add(new Edit(true, old, old + 1, now, now + 1));
        }
        return edits;
    }

    private static void middle(List<String> before, List<String> after, int head, int tail, List<Edit> edits) {
        int rows = before.size() - head - tail;
        int columns = after.size() - head - tail;
        int old = head;
        int now = head;
        if ((long) rows * columns <= MOST_PAIRS) {
            int[][] longest = longest(before, after, head, rows, columns);
            int oldEdit = old;
            int nowEdit = now;
            while (old - head < rows && now - head < columns) {
                if (before.get(old).equals(after.get(now))) {
                    add(edits, oldEdit, old, nowEdit, now);
                    edits.add(new Edit(true, old + 1, old + 2, now + 1, now + 2));
                    oldEdit = ++old;
                    nowEdit = ++now;
                } else if (longest[old - head + 1][now - head] >= longest[old - head][now - head + 1]) {
                    old++;
                } else {
                    now++;
                }
            }
            old = oldEdit;
            now = nowEdit;
        }
        add(edits, old, head + rows, now, head + columns);
    }

    private static void add(List<Edit> edits, int from, int to, int newFrom, int newTo) {
        if (from < to || newFrom < newTo) {
            edits.add(new Edit(false, from + 1, to + 1, newFrom + 1, newTo + 1));
        }
    }

    /** How many lines the rests of both texts have in common at most, by where the rests begin. */
    private static int[][] longest(List<String> before, List<String> after, int head, int rows, int columns) {
        int[][] longest = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                longest[i][j] = before.get(head + i).equals(after.get(head + j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }
}
