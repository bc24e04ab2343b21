package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** One function by chance: statements of all kinds until the fuel is used up. What it needs of scalars and arrays is in its helpers. */
final class RandomBody {
    private record Target(Label label, List<Type> types) {}

    private final Random random;
    private final List<Function> callees;
    private final RandomValues values;
    private final RandomArrays arrays;
    private List<Target> open = new ArrayList<>();
    private List<Type> results = List.of();
    private boolean mayLeave = true;
    private final boolean asks;
    private int fuel;

    RandomBody(Random random, List<Function> callees, Type.Array data, int size, boolean asks) {
        this.asks = asks;
        this.random = random;
        this.callees = List.copyOf(callees);
        this.fuel = size;
        this.values = new RandomValues(random);
        this.arrays = new RandomArrays(random, values, data, this::otherwise, this::bodyOfElementwise);
    }

    Function function(String name, Location.Scope scope, boolean inline) {
        var params = new ArrayList<Value>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            params.add(values.fresh(random.nextBoolean() ? RandomModules.arrayType(random) : values.scalarType()));
        }
        var types = new ArrayList<Type>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            types.add(random.nextBoolean() ? arrays.anyLayout() : values.scalarType());
        }
        results = types;
        Region body = values.region(params, () -> {
            statements();
            return new Op.Return(all(results));
        });
        return new Function(name, scope, body, results, inline, random.nextBoolean(), false, FastMath.NONE);
    }

    private void statements() {
        for (int i = random.nextInt(1, 5); i > 0 && fuel > 0; i--) {
            fuel--;
            statement();
        }
    }

    private void statement() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> values.compute();
            case 4, 5 -> branch();
            case 6, 7 -> counted();
            case 8 -> loop();
            case 9 -> block();
            case 10 -> values.emit(new Op.Guard(values.scalar(Type.BOOL), otherwise()));
            case 11 -> call();
            case 12 -> {
                if (asks) ask();
                else call();
            }
            default -> arrays.statement();
        }
    }

    /** Where a guard goes that fails. */
    private Op.Terminator otherwise() {
        if (mayLeave && !open.isEmpty() && random.nextInt(3) > 0) {
            Target to = Numerals.pick(random, open);
            return new Op.Jump(to.label(), all(to.types()));
        }
        return random.nextBoolean() ? new Op.Raise(1, List.of()) : new Op.Raise(2, List.of(values.scalar(Type.INT64)));
    }

    /** The same from inside an elementwise operation, whose region makes no arrays. */
    private Op.Terminator jumpWithScalars() {
        List<Target> scalars = open.stream()
                .filter(t -> t.types().stream().noneMatch(Type.Array.class::isInstance))
                .toList();
        if (mayLeave && !scalars.isEmpty()) {
            Target to = Numerals.pick(random, scalars);
            return new Op.Jump(to.label(), all(to.types()));
        }
        return new Op.Raise(1, List.of());
    }

    /** Ends a region: mostly by going on with values of these types. */
    private Op.Terminator end(List<Type> types) {
        int chance = random.nextInt(12);
        if (chance == 0) {
            return otherwise();
        }
        return chance == 1 && mayLeave ? new Op.Return(all(results)) : new Op.Yield(all(types));
    }

    private List<Value> all(List<Type> types) {
        return types.stream()
                .map(t -> t instanceof Type.Array a ? arrays.array(a) : values.scalar((Type.Scalar) t))
                .toList();
    }

    private List<Type> someTypes() {
        var types = new ArrayList<Type>();
        for (int i = random.nextInt(3); i > 0; i--) {
            types.add(random.nextInt(3) == 0 ? arrays.anyLayout() : values.scalarType());
        }
        return types;
    }

    private void branch() {
        List<Type> types = someTypes();
        Value condition = values.scalar(Type.BOOL);
        Supplier<Region> part = () -> values.region(List.of(), () -> {
            statements();
            return end(types);
        });
        Region then = part.get(), orElse = part.get();
        values.emit(new Op.If(values.define(types), condition, then, orElse));
    }

    private void counted() {
        List<Type> types = someTypes();
        Value lo = values.constant(Type.INT64, (long) random.nextInt(-2, 3));
        Value hi = values.constant(Type.INT64, (long) random.nextInt(-2, 6));
        long step = Numerals.pick(random, List.of(1L, 1L, -1L, 2L, -3L));
        List<Value> carried = all(types);
        var params = new ArrayList<>(List.of(values.fresh(Type.INT64)));
        types.forEach(t -> params.add(values.fresh(t)));
        Region body = values.region(params, () -> {
            statements();
            return end(types);
        });
        values.emit(new Op.For(values.define(types), lo, hi, step, carried, body));
    }

    private void block() {
        List<Type> types = someTypes();
        Label end = values.label();
        Region body = within(new Target(end, types), () -> {
            statements();
            return end(types);
        });
        values.emit(new Op.Block(values.define(types), end, body));
    }

    /** While n > 0: in a block that the loop jumps out of. */
    private void loop() {
        List<Type> types = someTypes();
        Label end = values.label(), start = values.label();
        Region body = within(new Target(end, types), () -> {
            var carried = new ArrayList<>(List.of(values.constant(Type.INT64, (long) random.nextInt(5))));
            carried.addAll(all(types));
            var params = new ArrayList<>(List.of(values.fresh(Type.INT64)));
            types.forEach(t -> params.add(values.fresh(t)));
            Region round = values.region(params, () -> {
                Value more = values.define(Type.BOOL);
                Value zero = values.constant(Type.INT64, 0L);
                values.emit(new Op.Compare(more, Order.GT, params.getFirst(), zero));
                values.emit(new Op.Guard(more, new Op.Jump(end, params.subList(1, params.size()))));
                statements();
                Value less = values.define(Type.INT64);
                Value one = values.constant(Type.INT64, 1L);
                values.emit(new Op.Binary(less, Arithmetic.SUB, params.getFirst(), one));
                var next = new ArrayList<>(List.of(less));
                next.addAll(all(types));
                return new Op.Jump(start, next);
            });
            values.emit(new Op.Loop(start, carried, round));
            return new Op.Unreachable();
        });
        values.emit(new Op.Block(values.define(types), end, body));
    }

    private Region within(Target target, Supplier<Op.Terminator> body) {
        List<Target> before = open;
        open = new ArrayList<>(before);
        open.add(target);
        Region region = values.region(List.of(), body);
        open = before;
        return region;
    }

    private void call() {
        if (callees.isEmpty()) {
            return;
        }
        Function callee = Numerals.pick(random, callees);
        List<Value> args = all(callee.body().params().stream().map(Value::type).toList());
        var outs = new ArrayList<>(List.of(values.fresh(Type.INT32)));
        callee.results().forEach(t -> outs.add(values.fresh(t)));
        values.emit(new Op.Call(outs, callee.name(), args));
        test(outs);
    }

    /** Shows some values to the host, which gives a number. */
    private void ask() {
        List<Value> there = values.visible().stream()
                .filter(v -> !(v.type() instanceof Type.Array a && a.readOnly()) && random.nextInt(3) == 0)
                .toList();
        List<Value> outs = List.of(values.fresh(Type.INT32), values.fresh(Type.INT64));
        values.emit(new Op.HostCall(outs, 0, there));
        test(outs);
    }

    /** What follows a call: its exception passes here. */
    private void test(List<Value> outs) {
        Value zero = values.constant(Type.INT32, 0L), ok = values.fresh(Type.BOOL);
        values.emit(new Op.Compare(ok, Order.EQ, outs.getFirst(), zero));
        values.emit(new Op.Guard(ok, new Op.Reraise(outs.getFirst(), 3)));
        outs.stream().skip(1).forEach(values::show);
    }

    /** Takes one element of each input and yields one: nothing but scalars, and no way out but an exception, also to a handler here. */
    private Region bodyOfElementwise(List<Value> params, Type.Scalar element) {
        boolean before = mayLeave;
        mayLeave = random.nextInt(3) == 0;
        Region body = values.region(params, () -> {
            for (int i = random.nextInt(4); i > 0; i--) {
                values.compute();
            }
            if (random.nextInt(4) == 0) {
                values.emit(new Op.Guard(values.scalar(Type.BOOL), jumpWithScalars()));
            }
            return new Op.Yield(List.of(values.scalar(element)));
        });
        mayLeave = before;
        return body;
    }
}
