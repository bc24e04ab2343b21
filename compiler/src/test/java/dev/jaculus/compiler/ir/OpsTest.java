package dev.jaculus.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every operation there is: the empty ones, found by their classes, are given parts. */
class OpsTest {
    private static final Location HERE = new Location(new Location.Scope("f", "f.py", 1), 1, 1);

    static Stream<Op> operations() {
        return Prototypes.byName(Op.class, Op::name).values().stream();
    }

    @Test
    void eachOperationHasANameOfItsOwn() {
        Set<Class<?>> named = operations().map(Op::getClass).collect(Collectors.toSet());
        assertEquals(Prototypes.records(Op.class).collect(Collectors.toSet()), named);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationHasThePartsThatItIsGiven(Op empty) {
        var parts = new Given();
        Op op = empty.with(parts);
        assertEquals(parts.results, Ops.results(op));
        assertEquals(parts.operands, Ops.operands(op));
        assertEquals(parts.regions, Ops.regions(op));
        assertTrue(parts.results.containsAll(Ops.owned(op)) && parts.results.containsAll(Ops.borrowed(op)));
        assertEquals(op, op.with(new Parts() {}));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsReadAsItIsPrinted(Op empty) {
        var parts = new Given();
        Op op = empty.with(parts);
        var body = new ArrayList<>(List.of(new Instruction(op, HERE)));
        if (!(op instanceof Op.Terminator)) body.add(new Instruction(new Op.Unreachable(), HERE));
        var function = new Function(
                "f", HERE.scope(), new Region(parts.operands, body), List.of(), false, false, false, FastMath.NONE);
        var module = new Module(List.of(function), List.of(), List.of());
        assertEquals(module, Reader.module(Printer.print(module)));
    }

    /** Gives parts of all sorts, each another. */
    private static final class Given implements Parts {
        private int next = 1;
        final List<Value> results = new ArrayList<>();
        final List<Value> operands = new ArrayList<>();
        final List<Region> regions = new ArrayList<>();
        private List<Value> params = new ArrayList<>();

        private Value fresh() {
            return new Value(next++, Type.INT64);
        }

        @Override
        public Value result(Value none) {
            results.add(fresh());
            return results.getLast();
        }

        @Override
        public List<Value> results(List<Value> none) {
            return List.of(result(null), result(null));
        }

        @Override
        public Value operand(Value none) {
            operands.add(fresh());
            return operands.getLast();
        }

        private List<Value> two() {
            return List.of(operand(null), operand(null));
        }

        @Override
        public List<Value> values(List<Value> none) {
            return two();
        }

        @Override
        public List<Value> moved(List<Value> none) {
            return two();
        }

        @Override
        public List<Value> index(List<Value> none) {
            return two();
        }

        @Override
        public List<Value> bound(Region none, List<Value> nothing) {
            params.addAll(List.of(fresh(), fresh()));
            return two();
        }

        @Override
        public List<Value> carried(Region none, List<Value> nothing) {
            return bound(none, nothing);
        }

        @Override
        public Parts counter(Region none) {
            params.add(fresh());
            return this;
        }

        @Override
        public Parts parameters(Region none) {
            return counter(none);
        }

        @Override
        public Region region(Region none) {
            regions.add(new Region(params, List.of(new Instruction(new Op.Unreachable(), HERE))));
            params = new ArrayList<>();
            return regions.getLast();
        }

        @Override
        public Label label(Label none) {
            return new Label(next++);
        }

        @Override
        public Label target(Label none) {
            return new Label(next++);
        }

        @Override
        public Op.Terminator otherwise(Op.Terminator none) {
            return new Op.Jump(null, List.of()).with(this);
        }

        @Override
        public List<Op.Axis> axes(List<Op.Axis> none) {
            return Prototypes.byName(Op.Axis.class, Op.Axis::name).values().stream()
                    .map(axis -> axis.with(this))
                    .toList();
        }

        @Override
        public int number(int none) {
            return next++;
        }

        @Override
        public long number(long none) {
            return -next++;
        }

        @Override
        public List<Integer> numbers(List<Integer> none) {
            int first = next++;
            return List.of(first, next++);
        }

        @Override
        public String quoted(String none) {
            return "a \"quoted\" word " + next++;
        }

        @Override
        public Object literal(Object none) {
            return (long) next++;
        }

        @Override
        public boolean flag(String word, boolean none) {
            return true;
        }

        @Override
        public <E extends Enum<E>> E choice(Class<E> of, E none) {
            return of.getEnumConstants()[1];
        }
    }
}
