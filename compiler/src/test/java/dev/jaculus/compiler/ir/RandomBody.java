package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Layout;
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
    private final RandomLists lists;
    private final RandomObjects objects;
    private List<Target> open = new ArrayList<>();
    private List<Type> results = List.of();
    private boolean mayLeave = true;
    private final boolean asks;
    private int fuel;
    private boolean generator;

    RandomBody(Random random, List<Function> callees, Type.Array data, int size, boolean asks) {
        this.asks = asks;
        this.random = random;
        this.callees = List.copyOf(callees);
        this.fuel = size;
        this.values = new RandomValues(random);
        this.arrays = new RandomArrays(random, values, data, this::otherwise, this::bodyOfElementwise);
        this.lists = new RandomLists(random, values, this::otherwise, this::all);
        this.objects = new RandomObjects(random, values, this::otherwise, this::all);
    }

    Function function(String name, Location.Scope scope, boolean inline) {
        boolean kernel = name.equals("kernel"); // takes and gives what the tests can show
        generator = !kernel && random.nextInt(3) == 0;

        var params = new ArrayList<Value>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            boolean list = !kernel && random.nextInt(5) == 0;
            params.add(values.fresh(
                    list
                            ? lists.type()
                            : random.nextBoolean() ? RandomModules.arrayType(random) : values.scalarType()));
        }
        var types = new ArrayList<Type>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            boolean list = !kernel && !generator && random.nextInt(5) == 0;
            types.add(list ? lists.type() : random.nextBoolean() ? arrays.anyLayout() : values.scalarType());
        }
        results = types;
        Region body = values.region(params, () -> {
            if (generator) suspend();
            statements();
            return leave();
        });
        return new Function(
                name, scope, body, results, inline && !generator, random.nextBoolean(), generator, FastMath.NONE);
    }

    private void statements() {
        for (int i = random.nextInt(1, 5); i > 0 && fuel > 0; i--) {
            fuel--;
            statement();
        }
    }

    private void statement() {
        switch (random.nextInt(29)) {
            case 0, 1, 2, 3 -> values.compute();
            case 4, 5 -> branch();
            case 6, 7 -> counted();
            case 8 -> loop();
            case 9 -> block();
            case 10 -> values.emit(new Op.Guard(values.scalar(Type.BOOL), otherwise()));
            case 11 -> {
                if (generator && mayLeave) suspend();
                else call();
            }
            case 12 -> {
                if (asks) ask();
                if (asks) values.emit(new Op.Hit(random.nextInt(2)));
                else call();
            }
            case 13 -> parallel();
            case 14, 15, 16 -> lists.statement();
            case 17 -> generate();
            case 18 -> advance();
            case 19, 20, 21 -> objects.statement();
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
                .filter(t -> t.types().stream().noneMatch(Layout::isReference))
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
        return chance == 1 && mayLeave ? leave() : new Op.Yield(all(types));
    }

    private Op.Return leave() {
        return new Op.Return(generator ? List.of() : all(results));
    }

    private List<Value> all(List<Type> types) {
        return types.stream()
                .map(t -> switch (t) {
                    case Type.Array a -> arrays.array(a);
                    case Type.ListOf l -> lists.list(l);
                    case Type.Instance i -> objects.object(i);
                    default -> values.scalar((Type.Scalar) t);
                })
                .toList();
    }

    private List<Type> someTypes() {
        var types = new ArrayList<Type>();
        for (int i = random.nextInt(3); i > 0; i--) {
            types.add(someType());
        }
        return types;
    }

    private Type someType() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> arrays.anyLayout();
            case 3 -> random.nextBoolean() ? lists.type() : objects.type();
            default -> values.scalarType();
        };
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
        List<Function> there = callees.stream().filter(f -> !f.generator()).toList();
        if (there.isEmpty()) {
            return;
        }
        Function callee = Numerals.pick(random, there);
        List<Value> args = all(callee.body().params().stream().map(Value::type).toList());
        var outs = new ArrayList<>(List.of(values.fresh(Type.INT32)));
        callee.results().forEach(t -> outs.add(values.fresh(t)));
        values.emit(new Op.Call(outs, callee.name(), args));
        test(outs);
    }

    /**
     * Iterations in pieces, which fill an array and raise where they come to one of them. The interpreter runs one piece after the other, so that
     * they may do what they like beside.
     */
    private void parallel() {
        Value count = values.constant(Type.INT64, (long) random.nextInt(7));
        Value pieces = values.constant(Type.INT64, 1L + random.nextInt(4));
        Value filled = values.define(new Type.Array(Type.INT64, 1, Type.Layout.C));
        values.emit(new Op.Alloc(filled, List.of(count), true));
        Value status = values.fresh(Type.INT32);
        List<Value> params = List.of(values.fresh(Type.INT64), values.fresh(Type.INT64), values.fresh(Type.INT64));
        List<Target> around = open;
        boolean before = mayLeave;
        open = List.of();
        mayLeave = false;
        Region body = values.region(params, () -> {
            if (asks) statements();
            Value i = values.fresh(Type.INT64);
            Region round = values.region(List.of(i), () -> {
                values.emit(new Op.Store(filled, List.of(i), values.scalar(Type.INT64)));
                Value wrong = values.constant(Type.INT64, (long) random.nextInt(12)), right = values.define(Type.BOOL);
                values.emit(new Op.Compare(right, Order.NE, i, wrong));
                values.emit(new Op.Guard(right, new Op.Raise(2, List.of(i))));
                return new Op.Yield(List.of());
            });
            values.emit(new Op.For(List.of(), params.get(0), params.get(1), 1, List.of(), round));
            return new Op.Yield(List.of());
        });
        open = around;
        mayLeave = before;
        values.emit(new Op.Parallel(status, count, pieces, body));
        Value zero = values.constant(Type.INT32, 0L), ok = values.fresh(Type.BOOL);
        values.emit(new Op.Compare(ok, Order.EQ, status, zero));
        values.emit(new Op.Guard(ok, new Op.Reraise(status, 0)));
    }

    private void generate() {
        List<Function> there = callees.stream().filter(Function::generator).toList();
        if (there.isEmpty()) {
            return;
        }
        Function body = Numerals.pick(random, there);
        List<Value> args = all(body.body().params().stream().map(Value::type).toList());
        values.emit(
                new Op.Generate(values.define(new Type.Generator(new Type.Tuple(body.results()))), body.name(), args));
        advance();
    }

    /** Asks a generator for its next items; where there are none, control goes elsewhere. */
    private void advance() {
        List<Value> there = values.visible().stream()
                .filter(v -> v.type() instanceof Type.Generator)
                .toList();
        if (there.isEmpty()) {
            return;
        }
        Value generator = Numerals.pick(random, there);
        Value status = values.fresh(Type.INT32), more = values.fresh(Type.BOOL);
        values.emit(new Op.Advance(status, more, generator));
        test(List.of(status));
        values.emit(new Op.Guard(more, otherwise()));
        Type items = ((Type.Generator) generator.type()).item();
        values.emit(new Op.Current(values.define(Layout.leaves(items)), generator));
    }

    /** In a generator's body: gives items, and ends where nobody wants more. */
    private void suspend() {
        List<Value> items = all(results);
        Value wanted = values.fresh(Type.BOOL);
        values.emit(new Op.Suspend(wanted, items));
        values.emit(new Op.Guard(wanted, new Op.Return(List.of())));
    }

    /** Shows some values to the host, which gives a number. */
    private void ask() {
        List<Value> there = values.visible().stream()
                .filter(v -> !(v.type() instanceof Type.Array a && a.readOnly()) && !Layout.isPointer(v.type()))
                .filter(_ -> random.nextInt(3) == 0)
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
