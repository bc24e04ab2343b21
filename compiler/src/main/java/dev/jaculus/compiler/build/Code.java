package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Label;
import dev.jaculus.compiler.ir.Location;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Stmt.ExceptionClass;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Appends operations to the region being built. Nothing is added behind a terminator: see {@link #reachable}. */
final class Code {
    private final Location.Scope scope;
    private final Sites sites;
    private final Set<Value> notNegative = new HashSet<>();
    private final Map<Value, List<Value>> shapes = new HashMap<>(); // of arrays made here
    private List<Instruction> body = new ArrayList<>();
    private Location at;
    private boolean reachable = true;
    private Handler handler;
    private int values;
    private int labels;

    Code(Location.Scope scope, Sites sites) {
        this.scope = scope;
        this.sites = sites;
        this.at = new Location(scope, scope.line(), 1);
    }

    /** Whether control comes to the end of what is built so far. */
    boolean reachable() {
        return reachable;
    }

    /** From now on operations come from here; gives the place before, to return to. */
    Location at(Span span) {
        Location before = at;
        if (!span.equals(Span.NONE)) at = new Location(scope, span.line(), span.column() + 1);
        return before;
    }

    void at(Location location) {
        at = location;
    }

    Value fresh(Type type) {
        return new Value(values++, Layout.plain(type));
    }

    Label label() {
        return new Label(labels++);
    }

    void add(Op op) {
        if (reachable) body.add(new Instruction(op, at));
    }

    void end(Op.Terminator terminator) {
        add(terminator);
        reachable = false;
    }

    /** Builds a nested region; afterwards control is where it was before. */
    Region region(List<Value> params, Runnable build) {
        var outer = body;
        body = new ArrayList<>();
        build.run();
        var region = new Region(params, body);
        body = outer;
        reachable = true;
        return region;
    }

    // Scalars.

    Value constant(Type type, Object literal) {
        Value out = fresh(type);
        add(new Op.Const(out, literal));
        if (literal instanceof Long n && n >= 0) notNegative.add(out);
        return out;
    }

    Value integer(long n) {
        return constant(Type.INT64, n);
    }

    Value bool(boolean b) {
        return constant(Type.BOOL, b ? 1L : 0L);
    }

    Value zero(Type type) {
        return switch (type) {
            case Type.Float f -> constant(f, 0.0);
            case Type.Bool _, Type.Int _, Type.Time _ -> constant(type, 0L);
            case Type.Array _, Type.ListOf _, Type.Generator _, Type.Instance _ -> {
                Value out = fresh(type);
                add(new Op.Unbound(out));
                yield out;
            }
            case Type.Complex c -> complex(c, zero(c.part()), zero(c.part()));
            default -> throw new IllegalStateException("not a leaf: " + type);
        };
    }

    Value complex(Type.Complex type, Value real, Value imaginary) {
        Value out = fresh(type);
        add(new Op.Complex(out, real, imaginary));
        return out;
    }

    Value part(Value complex, boolean imaginary) {
        Value out = fresh(((Type.Complex) complex.type()).part());
        add(new Op.Part(out, complex, imaginary));
        return out;
    }

    Value binary(Arithmetic op, Value left, Value right) {
        Value out = fresh(left.type());
        add(new Op.Binary(out, op, left, right));
        return out;
    }

    Value compare(Order order, Value left, Value right) {
        Value out = fresh(Type.BOOL);
        add(new Op.Compare(out, order, left, right));
        return out;
    }

    /** One of two values that refer to no block. */
    Value select(Value condition, Value then, Value orElse) {
        if (Layout.isReference(then.type())) {
            throw new IllegalArgumentException("a select of " + then.type());
        }
        Value out = fresh(then.type());
        add(new Op.Select(out, condition, then, orElse));
        return out;
    }

    Value and(Value left, Value right) {
        return binary(Arithmetic.AND, left, right);
    }

    Value or(Value left, Value right) {
        return binary(Arithmetic.OR, left, right);
    }

    /** A scalar of another type; an array of the same elements whose type tells more or less about them. */
    Value cast(Value from, Type wanted) {
        Type to = Layout.plain(wanted);
        if (from.type().equals(to)) return from;
        if (to instanceof Type.Complex c) {
            boolean parts = from.type() instanceof Type.Complex;
            Value real = cast(parts ? part(from, false) : from, c.part());
            return complex(c, real, parts ? cast(part(from, true), c.part()) : zero(c.part()));
        }
        Value out = fresh(to);
        if (to instanceof Type.Array a) {
            List<Op.Axis> all = java.util.Collections.nCopies(a.rank(), new Op.Axis.All());
            add(new Op.View(out, from, all));
        } else {
            add(new Op.Cast(out, from));
        }
        return out;
    }

    /** Whether a number is not 0. */
    Value truth(Value v) {
        return switch (v.type()) {
            case Type.Bool _ -> v;
            case Type.Complex _ -> or(truth(part(v, false)), truth(part(v, true)));
            default -> compare(Order.NE, v, zero(v.type()));
        };
    }

    /** A fresh array of this shape is known under `array`. */
    void shape(Value array, List<Value> shape) {
        shapes.put(array, shape);
    }

    Value mayOverlap(Value left, Value right) {
        Value out = fresh(Type.BOOL);
        add(new Op.MayOverlap(out, left, right));
        return out;
    }

    /** The bytes between neighbours along an axis. */
    Value stride(Value array, int axis) {
        Value out = fresh(Type.INT64);
        add(new Op.Stride(out, array, axis));
        return out;
    }

    /** The length of an axis; of an array made here, what it was made with, so that asking is no use of the array. */
    Value length(Value array, int axis) {
        if (shapes.containsKey(array)) return shapes.get(array).get(axis);
        Value out = fresh(Type.INT64);
        add(new Op.Length(out, array, axis));
        notNegative.add(out);
        return out;
    }

    List<Value> lengths(Value array) {
        var all = new ArrayList<Value>();
        for (int axis = 0; axis < ((Type.Array) array.type()).rank(); axis++) all.add(length(array, axis));
        return all;
    }

    // Exceptions.

    /** Where an exception goes from here, when this function handles it. */
    interface Handler {
        Op.Terminator leave(Value status);
    }

    /** Sets the handler of what is built next, null for none; gives the one before. */
    Handler handler(Handler next) {
        Handler before = handler;
        handler = next;
        return before;
    }

    /** Notes that a value is never negative: an index of it needs no wrap-around, a length no check. */
    Value notNegative(Value v) {
        notNegative.add(v);
        return v;
    }

    boolean isNotNegative(Value v) {
        return notNegative.contains(v);
    }

    void guard(Value ok, String exception, String message) {
        add(new Op.Guard(ok, raise(exception, message)));
    }

    Op.Terminator raise(String exception, String message) {
        List<Module.Argument> arguments = message.isEmpty() ? List.of() : List.of(new Module.Argument.Fixed(message));
        return raise(new ExceptionClass(exception, -1, List.of()), arguments, List.of());
    }

    /** With arguments computed at run time it ends a region; without, it may be a guard's. */
    Op.Terminator raise(ExceptionClass exception, List<Module.Argument> arguments, List<Value> slots) {
        int site = sites.add(new Module.Site(exception.name(), exception.index(), arguments, at), exception);
        if (handler == null) return new Op.Raise(site, slots);
        if (!slots.isEmpty()) add(new Op.Thrown(site, slots));
        return handler.leave(constant(Type.INT32, (long) site));
    }

    /** Goes on where a callee's status is 0; else its exception passes here. */
    void passing(Value status) {
        Value ok = compare(Order.EQ, status, constant(Type.INT32, 0L));
        int site = sites.add(new Module.Site("", -1, List.of(), at));
        if (handler == null) {
            add(new Op.Guard(ok, new Op.Reraise(status, site)));
            return;
        }
        Region fine = region(List.of(), () -> end(new Op.Yield(List.of())));
        Region failed = region(List.of(), () -> {
            add(new Op.Thrown(site, List.of()));
            end(handler.leave(status));
        });
        add(new Op.If(List.of(), ok, fine, failed));
    }

    /** An exception that is on its way goes on. */
    Op.Terminator reraise(Value status) {
        return handler == null ? new Op.Reraise(status, 0) : handler.leave(status);
    }
}
