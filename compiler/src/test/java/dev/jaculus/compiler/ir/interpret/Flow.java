package dev.jaculus.compiler.ir.interpret;

import dev.jaculus.compiler.ir.Label;
import java.util.List;

/** How a region was left. */
sealed interface Flow {
    record Yield(List<Object> values) implements Flow {}

    record Jump(Label to, List<Object> values) implements Flow {}

    record Return(List<Object> values) implements Flow {}

    /** With an exception or a lack of memory. */
    record Fail(int status) implements Flow {}
}
