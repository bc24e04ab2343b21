package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The body of a parallel region as a function of its own.
 *
 * @param captured the values from around the region that it uses: its caller puts them into memory that all pieces read
 */
record Piece(Function function, List<Value> captured) {
    Piece {
        captured = List.copyOf(captured);
    }

    Piece(Function around, Op.Parallel region, int number) {
        this(
                new Function(
                        around.name() + ".piece." + number,
                        around.scope(),
                        region.body(),
                        List.of(),
                        around.inline(),
                        false,
                        false,
                        around.fastmath()),
                captured(region.body()));
    }

    private static List<Value> captured(Region region) {
        var used = new LinkedHashSet<Value>();
        var defined = new HashSet<Value>();
        collect(region, used, defined);
        used.removeAll(defined);
        return new ArrayList<>(used);
    }

    private static void collect(Region region, Set<Value> used, Set<Value> defined) {
        defined.addAll(region.params());
        for (Instruction i : region.body()) {
            used.addAll(Ops.operands(i.op()));
            defined.addAll(Ops.results(i.op()));
            Ops.regions(i.op()).forEach(inner -> collect(inner, used, defined));
        }
    }
}
