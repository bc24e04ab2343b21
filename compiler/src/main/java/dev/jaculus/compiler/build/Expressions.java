package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Location;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.HostFunction;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Builds scalar expressions, tuples and calls. */
final class Expressions {
    private final FunctionBuilder function;
    private final Code code;
    private final Map<String, Build.Callee> callees;
    private final Hosts hosts;
    private final Arrays arrays;
    private final Lists lists;
    private final Objects objects;

    Expressions(
            FunctionBuilder function,
            Code code,
            Map<String, Build.Callee> callees,
            List<Module.Data> data,
            Hosts hosts) {
        this.function = function;
        this.code = code;
        this.callees = callees;
        this.hosts = hosts;
        this.arrays = new Arrays(this, function, code, data);
        this.lists = new Lists(this, code);
        this.objects = new Objects(this, code);
    }

    Objects objects() {
        return objects;
    }

    Lists lists() {
        return lists;
    }

    Arrays arrays() {
        return arrays;
    }

    Value value(Expr e) {
        return datum(e).value();
    }

    Datum datum(Expr e) {
        Location before = code.at(e.span());
        Datum result = build(e);
        code.at(before);
        return result;
    }

    private Datum build(Expr e) {
        return switch (e) {
            case Expr.Const c when c.value() instanceof String text -> single(arrays.text(text));
            case Expr.Const c -> c.value() == null ? Datum.NONE : single(code.constant(c.type(), c.value()));
            case Expr.Local l -> local(l);
            case Expr.Let l -> {
                var bound = new FunctionBuilder.Variable(l.value().type(), datum(l.value()));
                yield function.with(l.name(), bound, () -> datum(l.body()));
            }
            case Expr.Cast c -> cast(datum(c.value()), c.value().type(), c.type());
            case Expr.Unary u -> single(unary(u));
            case Expr.Binary b -> single(binary(b));
            case Expr.Compare c -> single(compare(c.op(), value(c.left()), value(c.right())));
            case Expr.Logic l -> logic(l);
            case Expr.Choice c -> choose(c.type(), value(c.test()), () -> datum(c.then()), () -> datum(c.orElse()));
            case Expr.Math m -> {
                List<Value> arguments = m.arguments().stream().map(this::value).toList();
                Value out = code.fresh(m.type());
                code.add(new Op.Math(out, m.function(), arguments));
                yield single(out);
            }
            case Expr.Caught c -> {
                Value out = code.fresh(Type.BOOL);
                code.add(function.caught(new Op.Caught(out, value(c.status()), List.of()), c.classes()));
                yield single(out);
            }
            case Expr.Native n -> {
                Value out = code.fresh(n.type());
                List<Value> arguments = n.arguments().stream().map(this::value).toList();
                code.add(new Op.Native(out, n.function(), arguments));
                yield single(out);
            }
            case Expr.Address a -> {
                Value out = code.fresh(Type.INT64);
                code.add(new Op.Address(out, a.symbol()));
                yield single(out);
            }
            case Expr.Inlined i -> {
                Value out = code.fresh(i.type());
                List<Value> arguments = i.arguments().stream().map(this::value).toList();
                code.add(new Op.Inlined(out, i.definition(), arguments));
                yield single(out);
            }
            case Expr.Fortran f -> {
                Value out = code.fresh(Type.INT64);
                code.add(new Op.Fortran(
                        out,
                        f.function(),
                        f.arguments().stream().map(this::value).toList()));
                yield single(out);
            }
            case Expr.ComplexOf c -> {
                Value real = value(c.real());
                yield single(code.complex(c.type(), real, value(c.imaginary())));
            }
            case Expr.Present p -> ((Datum.Several) datum(p.optional())).items().getFirst();
            case Expr.Part p -> single(code.part(value(p.value()), p.imaginary()));
            case Expr.Call c -> call(c);
            case Expr.HostCall h -> hostCall(h);
            case Expr.TupleOf t ->
                new Datum.Several(t.items().stream().map(this::datum).toList());
            case Expr.Item i -> ((Datum.Several) datum(i.tuple())).items().get(i.index());
            case Expr.ItemAt i -> itemAt(i);
            case Expr.MayOverlap m -> single(code.mayOverlap(value(m.left()), value(m.right())));
            case Expr.Stride s -> single(code.stride(value(s.array()), s.axis()));
            case Expr.Length l -> single(code.length(value(l.array()), l.axis()));
            case Expr.Element _,
                    Expr.View _,
                    Expr.Transpose _,
                    Expr.Reshape _,
                    Expr.Strided _,
                    Expr.NewArray _,
                    Expr.Elementwise _,
                    Expr.Filled _,
                    Expr.ConstArray _ -> single(arrays.build(e));
            case Expr.ListLiteral l -> single(lists.literal(l));
            case Expr.NewList l -> single(lists.fresh(l.type(), value(l.room())));
            case Expr.ListLength l -> single(lists.length(value(l.list())));
            case Expr.ListItem l -> lists.item(l);
            case Expr.Generate g -> generate(g);
            case Expr.Advance a -> single(advance(a));
            case Expr.Current c -> {
                Value generator = value(c.generator());
                Datum item = Datum.of(c.type(), code::fresh);
                code.add(new Op.Current(item.leaves(), generator));
                yield item;
            }
            case Expr.SameList s -> single(lists.same(value(s.left()), value(s.right())));
            case Expr.NewObject n -> single(objects.fresh(n));
            case Expr.FieldOf g -> objects.get(g);
            case Expr.SameObject s -> single(objects.same(value(s.left()), value(s.right())));
        };
    }

    private static Datum single(Value v) {
        return new Datum.Single(v);
    }

    private Datum local(Expr.Local l) {
        var v = function.variable(l.name());
        if (v == null) v = new FunctionBuilder.Variable(l.type(), Datum.of(l.type(), code::zero));
        if (l.maybeUnbound()) {
            for (Value leaf : v.datum().leaves()) {
                if (!Layout.isReference(leaf.type())) continue;
                Value bound = code.fresh(Type.BOOL);
                code.add(new Op.IsBound(bound, leaf));
                code.guard(
                        bound,
                        "builtins.UnboundLocalError",
                        "cannot access local variable '%s' where it is not associated with a value"
                                .formatted(l.name()));
            }
        }
        return cast(v.datum(), v.type(), l.type());
    }

    Datum cast(Datum from, Type type, Type to) {
        if (type.equals(to)) return from;
        if (to instanceof Type.Optional o) return optional(from, type, o);
        if (type instanceof Type.Optional o) {
            List<Datum> items = ((Datum.Several) from).items();
            code.guard(items.getFirst().value(), "builtins.TypeError", "expected %s, got None".formatted(o.item()));
            return cast(items.getLast(), o.item(), to);
        }
        return switch (from) {
            case Datum.Single s -> single(code.cast(s.value(), to instanceof Type.Str ? Type.CODE_POINTS : to));
            case Datum.Several s -> {
                List<Type> sources = ((Type.Tuple) type).items();
                List<Type> targets = ((Type.Tuple) to).items();
                var items = new ArrayList<Datum>();
                for (int i = 0; i < sources.size(); i++) {
                    items.add(cast(s.items().get(i), sources.get(i), targets.get(i)));
                }
                yield new Datum.Several(items);
            }
        };
    }

    /** An optional from None, from another optional, or from a value. */
    private Datum optional(Datum from, Type type, Type.Optional to) {
        if (type instanceof Type.None) return Datum.of(to, code::zero);
        if (type instanceof Type.Optional o) {
            List<Datum> items = ((Datum.Several) from).items();
            return new Datum.Several(List.of(items.getFirst(), cast(items.getLast(), o.item(), to.item())));
        }
        return new Datum.Several(List.of(single(code.bool(true)), cast(from, type, to.item())));
    }

    private Value unary(Expr.Unary u) {
        Value from = value(u.operand());
        if (u.type() instanceof Type.Complex) return new Complexes(code).negative(from);
        Value out = code.fresh(u.type());
        var kind = switch (u.op()) {
            case NEG -> Op.UnaryKind.NEG;
            case INVERT -> Op.UnaryKind.INVERT;
            case ABS -> Op.UnaryKind.ABS;
        };
        code.add(new Op.Unary(out, kind, from));
        return out;
    }

    private Value binary(Expr.Binary b) {
        Value left = value(b.left());
        Value right = value(b.right());
        if (b.type() instanceof Type.Complex) return new Complexes(code).binary(b.op(), left, right);
        if (b.checked()) checkDivisor(b.op(), left, right);
        return code.binary(b.op(), left, right);
    }

    /** The messages are Numba's (Python's differ a little). */
    private void checkDivisor(Arithmetic op, Value left, Value right) {
        Value zero = code.zero(right.type());
        boolean real = right.type() instanceof Type.Float;
        switch (op) {
            case DIV -> divisor(right, zero, "division by zero");
            case FLOORDIV -> divisor(right, zero, real ? "division by zero" : "integer division by zero");
            case MOD -> divisor(right, zero, real ? "modulo by zero" : "integer modulo by zero");
            case POW -> {
                Value bad = code.and(code.compare(Order.EQ, left, zero), code.compare(Order.LT, right, zero));
                Value fine = code.compare(Order.EQ, bad, code.bool(false));
                code.guard(fine, "builtins.ZeroDivisionError", "0 cannot be raised to a negative power");
            }
            default -> throw new IllegalStateException("never fails: " + op);
        }
    }

    private void divisor(Value right, Value zero, String message) {
        code.guard(code.compare(Order.NE, right, zero), "builtins.ZeroDivisionError", message);
    }

    private Value compare(Order order, Value left, Value right) {
        if (left.type() instanceof Type.Complex) return new Complexes(code).compare(order, left, right);
        if (left.type() instanceof Type.Int l && right.type() instanceof Type.Int r && l.signed() != r.signed()) {
            return l.signed() ? mixed(order, left, right) : mixed(swap(order), right, left);
        }
        return code.compare(order, left, right);
    }

    /** By value: a negative number is less than any unsigned one, else both are compared as unsigned. */
    private Value mixed(Order order, Value signed, Value unsigned) {
        Value negative = code.compare(Order.LT, signed, code.zero(signed.type()));
        Value same = code.compare(order, code.cast(signed, Type.UINT64), code.cast(unsigned, Type.UINT64));
        return switch (order) {
            case LT, LE, NE -> code.or(negative, same);
            case GT, GE, EQ -> code.select(negative, code.bool(false), same);
        };
    }

    private static Order swap(Order order) {
        return switch (order) {
            case LT -> Order.GT;
            case LE -> Order.GE;
            case GT -> Order.LT;
            case GE -> Order.LE;
            case EQ, NE -> order;
        };
    }

    private Datum logic(Expr.Logic l) {
        Datum left = datum(l.left());
        Value truth = code.truth(left.value());
        Supplier<Datum> right = () -> datum(l.right());
        return l.and() ? choose(l.type(), truth, right, () -> left) : choose(l.type(), truth, () -> left, right);
    }

    private Datum choose(Type type, Value condition, Supplier<Datum> then, Supplier<Datum> orElse) {
        Region thenRegion =
                code.region(List.of(), () -> code.end(new Op.Yield(then.get().leaves())));
        Region elseRegion =
                code.region(List.of(), () -> code.end(new Op.Yield(orElse.get().leaves())));
        Datum out = Datum.of(type, code::fresh);
        code.add(new Op.If(out.leaves(), condition, thenRegion, elseRegion));
        return out;
    }

    private Datum call(Expr.Call c) {
        var arguments = new ArrayList<Value>();
        for (Expr a : c.arguments()) arguments.addAll(datum(a).leaves());
        Build.Callee callee = Build.find(callees, c.instance());
        Value status = code.fresh(Type.INT32);
        Datum out = Datum.of(callee.result(), code::fresh);
        var outs = new ArrayList<>(List.of(status));
        outs.addAll(out.leaves());
        code.add(new Op.Call(outs, callee.name(), arguments));
        code.passing(status);
        return cast(out, callee.result(), c.type());
    }

    private Datum generate(Expr.Generate g) {
        var arguments = new ArrayList<Value>();
        for (Expr a : g.arguments()) arguments.addAll(datum(a).leaves());
        Value out = code.fresh(g.type());
        code.add(new Op.Generate(out, Build.find(callees, g.instance()).name(), arguments));
        return single(out);
    }

    private Value advance(Expr.Advance a) {
        Value generator = value(a.generator());
        Value status = code.fresh(Type.INT32);
        Value more = code.fresh(Type.BOOL);
        code.add(new Op.Advance(status, more, generator));
        code.passing(status);
        return more;
    }

    private Datum hostCall(Expr.HostCall h) {
        var arguments = new ArrayList<Value>();
        for (Expr a : h.arguments()) arguments.addAll(datum(a).leaves());
        var types = h.arguments().stream().map(Expr::type).toList();
        int number = hosts.add(new HostFunction(h.kind(), h.text(), h.names(), types, h.type()));
        Value status = code.fresh(Type.INT32);
        Datum out = Datum.of(h.type(), code::fresh);
        var outs = new ArrayList<>(List.of(status));
        outs.addAll(out.leaves());
        code.add(new Op.HostCall(outs, number, arguments));
        code.passing(status);
        return out;
    }

    private Datum itemAt(Expr.ItemAt e) {
        List<Datum> items = ((Datum.Several) datum(e.tuple())).items();
        Value index = arrays.slicing().wrapped(value(e.index()), code.integer(items.size()));
        Value inRange = code.and(
                code.compare(Order.GE, index, code.integer(0)),
                code.compare(Order.LT, index, code.integer(items.size())));
        code.guard(inRange, "builtins.IndexError", "tuple index out of range");
        if (Layout.leaves(e.type()).stream().anyMatch(Layout::isReference)) {
            return itemOf(e.type(), items, index, 0);
        }
        List<Value> chosen = items.getLast().leaves();
        for (int i = items.size() - 2; i >= 0; i--) {
            Value here = code.compare(Order.EQ, index, code.integer(i));
            List<Value> item = items.get(i).leaves();
            List<Value> others = chosen;
            var next = new ArrayList<Value>();
            for (int k = 0; k < item.size(); k++) next.add(code.select(here, item.get(k), others.get(k)));
            chosen = next;
        }
        return Datum.of(e.type(), chosen);
    }

    /** What refers to a block is no operand of a select, which counts no references. */
    private Datum itemOf(Type type, List<Datum> items, Value index, int from) {
        if (from == items.size() - 1) return items.get(from);
        Value here = code.compare(Order.EQ, index, code.integer(from));
        return choose(type, here, () -> items.get(from), () -> itemOf(type, items, index, from + 1));
    }
}
