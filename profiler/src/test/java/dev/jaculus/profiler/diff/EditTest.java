package dev.jaculus.profiler.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class EditTest {
    private static List<Edit> edits(String before, String after) {
        return Edit.between(List.of(before.split("")), List.of(after.split("")));
    }

    @Test
    void equalLinesAreMatchedAndOthersAreEdits() {
        assertEquals(
                List.of(
                        new Edit(true, 1, 2, 1, 2),
                        new Edit(false, 2, 3, 2, 4),
                        new Edit(true, 3, 4, 4, 5),
                        new Edit(false, 4, 5, 5, 5),
                        new Edit(true, 5, 6, 5, 6)),
                edits("abcde", "axyce"));
    }

    /** Every line of both texts is in one edit, in order; equal stretches are equal. */
    @Property
    void nothingIsLost(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 3) Integer> before,
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 3) Integer> after) {
        List<String> old = before.stream().map(String::valueOf).toList();
        List<String> now = after.stream().map(String::valueOf).toList();
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (Edit edit : Edit.between(old, now)) {
            assertEquals(left.size() + 1, edit.from());
            assertEquals(right.size() + 1, edit.newFrom());
            left.addAll(old.subList(edit.from() - 1, edit.to() - 1));
            right.addAll(now.subList(edit.newFrom() - 1, edit.newTo() - 1));
            if (edit.same()) {
                assertEquals(left.getLast(), right.getLast());
            }
        }
        assertEquals(old, left);
        assertEquals(now, right);
    }
}
