package dev.jaculus.compiler.tree;

import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.List;

/**
 * One function for one list of argument types. Where control reaches the end of its body it returns None.
 *
 * @param instance unique in the program, for example {@code dither(array(uint8, 2d, C))}
 * @param name as the user wrote it
 * @param library whether it is ours: its lines are not the user's, and it is always inlined
 * @param parallel whether what it does with whole arrays may run on several threads
 * @param generator whether it is a generator's body: then `result` is what it yields
 * @param fastmath what may be done to its floats
 */
public record Function(
        String instance,
        String name,
        SourceFile file,
        Span span,
        List<Parameter> parameters,
        Type result,
        List<Stmt> body,
        boolean library,
        boolean parallel,
        boolean generator,
        FastMath fastmath) {
    public Function {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    public record Parameter(String name, Type type) {}
}
