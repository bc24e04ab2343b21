package dev.jaculus.compiler.ir.interpret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** All indices of a shape in C order. */
final class Indices {
    private Indices() {}

    static void of(List<Long> shape, Consumer<List<Long>> each) {
        if (shape.contains(0L)) {
            return;
        }
        var index = new ArrayList<>(Collections.nCopies(shape.size(), 0L));
        do {
            each.accept(List.copyOf(index));
        } while (next(index, shape));
    }

    private static boolean next(List<Long> index, List<Long> shape) {
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            index.set(axis, index.get(axis) + 1);
            if (index.get(axis) < shape.get(axis)) {
                return true;
            }
            index.set(axis, 0L);
        }
        return false;
    }
}
