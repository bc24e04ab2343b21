package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.ArrayShapes;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.infer.parallel.LoopPlan;
import dev.jaculus.compiler.infer.parallel.Reduction;
import dev.jaculus.compiler.infer.parallel.Reduction.Kind;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of one parallel loop that live on after it. Each piece begins with a neutral value and leaves what it has in its own place of
 * an array: of numbers, or with one axis more than the array that is summed. `combine` goes through the places in order.
 */
public final class Reducing {
    private final Scope f;
    private final LoopPlan plan;
    private final Span at;
    private final Map<String, Type> before = new LinkedHashMap<>();
    private final Map<String, Expr.Local> rooms = new LinkedHashMap<>();
    private final Map<String, Expr.Local> lastRooms = new LinkedHashMap<>();
    private final Map<String, Expr> arrays = new LinkedHashMap<>(); // what is summed into, as it is before the loop
    private final Map<String, String> originals = new LinkedHashMap<>(); // hidden variables with those arrays
    private Optional<String> obstacle = Optional.empty();

    Reducing(Scope f, LoopPlan plan, Span at) {
        this.f = f;
        this.plan = plan;
        this.at = at;
    }

    /** Finds what the variables are; in words, why the loop cannot run in parallel. */
    Optional<String> look() {
        for (Reduction one : plan.reductions()) {
            Value value = f.expressions()
                    .name(new dev.jaculus.syntax.ast.Expr.Name(
                            one.name(), dev.jaculus.syntax.ast.Expr.Context.LOAD, one.at()));
            if (!(value instanceof Computed c)
                    || !(c.type() instanceof Type.Scalar || c.type() instanceof Type.Array)) {
                return Optional.of("`%s` is %s".formatted(one.name(), Describe.value(value)));
            }
            before.put(one.name(), c.type());
            if (c.type() instanceof Type.Array) {
                arrays.put(one.name(), c.tree());
            }
        }
        return Optional.empty();
    }

    boolean hasArrays() {
        return !arrays.isEmpty();
    }

    /** Why the loop cannot run in parallel after all. */
    Optional<String> obstacle() {
        return obstacle;
    }

    // In a piece.

    /** A piece's start: neutral values. */
    void begin(Expr piece) {
        for (Reduction one : plan.reductions()) {
            if (before.get(one.name()) instanceof Type.Array type) {
                Expr.Local room = new Expr.Local(roomFor(type), f.fresh("room"), false, at);
                rooms.put(one.name(), room);
                f.env().put(room.name(), new Typed(room.type(), Optional.empty(), false, at));
                f.assign(one.name(), row(room, type, piece), at);
                Expr start = one.kind().idempotent() ? original(one.name()) : neutral(one.kind(), type.element());
                f.indexing().storeArray(new Expr.Local(rowType(type), one.name(), false, at), new Computed(start), at);
            } else if (!one.kind().idempotent()) {
                Type type = before.get(one.name());
                f.assign(
                        one.name(),
                        neutral(one.kind(), type instanceof Type.Bool ? Type.INT64 : (Type.Scalar) type),
                        at);
            }
        }
    }

    /** The array as it was before the loop: its name means a row of the room in here. */
    private Expr original(String name) {
        Type type = arrays.get(name).type();
        Expr.Local original = new Expr.Local(type, originals.computeIfAbsent(name, _ -> f.fresh("before")), false, at);
        f.env().put(original.name(), new Typed(type, Optional.empty(), false, at));
        return original;
    }

    private static Expr neutral(Kind kind, Type.Scalar type) {
        long n = kind == Kind.PRODUCT ? 1 : 0;
        return switch (type) {
            case Type.Float _ -> new Expr.Const(type, (double) n, Span.NONE);
            case Type.Bool _, Type.Int _ -> new Expr.Const(type, n, Span.NONE);
            default -> Conversions.cast(Trees.real((double) n, Span.NONE), type);
        };
    }

    /** A piece's end: what it has goes to its place; `isLast` holds in the one with the last iteration. */
    void end(Expr piece, Expr isLast) {
        for (Reduction one : plan.reductions()) {
            Optional<Expr> value = result(one.name());
            if (value.isEmpty()) {
                continue;
            }
            if (before.get(one.name()) instanceof Type.Array type) {
                if (one.rebinds()) {
                    f.indexing().storeArray(row(rooms.get(one.name()), type, piece), new Computed(value.get()), at);
                }
            } else if (value.get().type() instanceof Type.Scalar type
                    && (type instanceof Type.Bool || (one.kind() != Kind.ANY && one.kind() != Kind.ALL))) {
                Expr.Local room = new Expr.Local(new Type.Array(type, 1, Type.Layout.C), f.fresh("room"), false, at);
                rooms.put(one.name(), room);
                f.emit(new Stmt.StoreElement(room, List.of(piece), value.get(), false, at));
            } else {
                obstacle = Optional.of("`%s` is %s"
                        .formatted(one.name(), Describe.type(value.get().type())));
            }
        }
        List<Stmt> kept = new ArrayList<>();
        for (String name : plan.last()) {
            Optional<Expr> value = result(name);
            if (value.isPresent() && value.get().type() instanceof Type.Scalar type) {
                Expr.Local room = new Expr.Local(new Type.Array(type, 1, Type.Layout.C), f.fresh("last"), false, at);
                lastRooms.put(name, room);
                kept.add(new Stmt.StoreElement(room, List.of(Trees.integer(0, at)), value.get(), false, at));
            } else if (value.isPresent()) {
                obstacle = Optional.of("`%s`, which is read after the loop, is %s"
                        .formatted(name, Describe.type(value.get().type())));
            }
        }
        if (!kept.isEmpty()) {
            f.emit(new Stmt.If(isLast, kept, List.of(), List.of(), at));
        }
    }

    /** What a variable is at the end of a piece; nothing where this round does not know its type. */
    private Optional<Expr> result(String name) {
        Optional<Variable> variable = f.env().get(name);
        if (variable.isEmpty() || variable.get() instanceof Variable.Unknown) {
            return Optional.empty();
        }
        Value value = f.expressions()
                .name(new dev.jaculus.syntax.ast.Expr.Name(name, dev.jaculus.syntax.ast.Expr.Context.LOAD, at));
        if (value instanceof Computed c) {
            return Optional.of(c.tree());
        }
        obstacle = Optional.of("`%s` is %s".formatted(name, Describe.value(value)));
        return Optional.empty();
    }

    // Around the pieces.

    /** Before the loop: the arrays with a place for each piece. */
    void makeRoom(Expr pieces) {
        arrays.forEach((name, array) -> {
            if (originals.containsKey(name)) {
                f.emit(new Stmt.Assign(originals.get(name), array, at));
            }
        });
        rooms.forEach((name, room) -> {
            List<Expr> shape = new ArrayList<>(List.of(pieces));
            if (arrays.containsKey(name)) {
                shape.addAll(ArrayShapes.lengths(arrays.get(name), at));
            }
            f.emit(new Stmt.Assign(room.name(), new Expr.NewArray((Type.Array) room.type(), shape, at), at));
        });
        lastRooms.forEach((name, room) -> {
            List<Expr> first = List.of(Trees.integer(0, at));
            Type.Scalar type = ((Type.Array) room.type()).element();
            f.emit(new Stmt.Assign(
                    room.name(), new Expr.NewArray((Type.Array) room.type(), List.of(Trees.integer(1, at)), at), at));
            Expr old = f.env().get(name).orElse(null) instanceof Typed t && t.type() instanceof Type.Scalar
                    ? Conversions.cast(new Expr.Local(t.type(), name, t.maybeUnbound(), at), type)
                    : neutral(Kind.SUM, type);
            f.emit(new Stmt.StoreElement(room, first, old, false, at));
        });
    }

    /** After the loop: goes through the pieces' places in order. */
    void combine(Expr pieces) {
        for (Reduction one : plan.reductions()) {
            Expr.Local room = rooms.get(one.name());
            if (room == null) {
                f.env().put(one.name(), new Variable.Unknown());
            } else if (before.get(one.name()) instanceof Type.Array type) {
                combineArray(one, room, type, pieces);
            } else {
                combineNumber(one, room, pieces);
            }
        }
        for (String name : plan.last()) {
            Expr.Local room = lastRooms.get(name);
            if (room == null) {
                f.env().put(name, new Variable.Unknown());
            } else {
                f.assign(name, element(room, Trees.integer(0, at)), at);
            }
        }
    }

    private void combineNumber(Reduction one, Expr.Local room, Expr pieces) {
        String name = one.name();
        Type type = ((Type.Array) room.type()).element();
        Expr.Local place = new Expr.Local(Type.INT64, f.fresh("place"), false, at);
        List<Stmt> body = f.collect(() -> {
            f.env().put(name, new Typed(type, Optional.empty(), false, at));
            Value sum = combined(one.kind(), new Expr.Local(type, name, false, at), element(room, place));
            f.assign(name, Conversions.cast(f.expressions().tree(sum, at), type), at);
        });
        f.emit(new Stmt.Count(
                place.name(),
                Trees.integer(0, at),
                pieces,
                1,
                body,
                List.of(),
                List.of(new Merge(name, type)),
                List.of(),
                at));
        f.env().put(name, new Typed(type, Optional.empty(), false, at));
    }

    private void combineArray(Reduction one, Expr.Local room, Type.Array type, Expr pieces) {
        if (one.rebinds()) {
            Value copy = f.calls().named("numpy.copy", List.of(new Computed(arrays.get(one.name()))), at);
            f.assign(one.name(), f.expressions().tree(copy, at), at);
        }
        Expr target = f.expressions()
                .tree(new dev.jaculus.syntax.ast.Expr.Name(one.name(), dev.jaculus.syntax.ast.Expr.Context.LOAD, at));
        Expr.Local place = new Expr.Local(Type.INT64, f.fresh("place"), false, at);
        List<Stmt> body = f.collect(() ->
                f.indexing().storeArray(target, combined(one.kind(), target, row(room, type, place)), at));
        f.emit(new Stmt.Count(
                place.name(), Trees.integer(0, at), pieces, 1, body, List.of(), List.of(), List.of(), at));
    }

    private Value combined(Kind kind, Expr left, Expr right) {
        Value one = new Computed(left);
        Value other = new Computed(right);
        return switch (kind) {
            case SUM -> f.operators().binary(Operator.ADD, one, other, at);
            case PRODUCT -> f.operators().binary(Operator.MULT, one, other, at);
            case OR, ANY -> f.operators().binary(Operator.BITOR, one, other, at);
            case AND, ALL -> f.operators().binary(Operator.BITAND, one, other, at);
            case XOR -> f.operators().binary(Operator.BITXOR, one, other, at);
            case MIN -> f.calls().named("builtins.min", List.of(one, other), at);
            case MAX -> f.calls().named("builtins.max", List.of(one, other), at);
            case MINIMUM -> f.calls().named("numpy.minimum", List.of(one, other), at);
            case MAXIMUM -> f.calls().named("numpy.maximum", List.of(one, other), at);
        };
    }

    private Expr element(Expr.Local room, Expr place) {
        return new Expr.Element(((Type.Array) room.type()).element(), room, List.of(place), false, at);
    }

    private static Type.Array roomFor(Type.Array type) {
        return new Type.Array(type.element(), type.rank() + 1, Type.Layout.C);
    }

    private static Type.Array rowType(Type.Array type) {
        return new Type.Array(type.element(), type.rank(), Type.Layout.C);
    }

    /** The place of one piece in the room of an array. */
    private Expr row(Expr.Local room, Type.Array type, Expr piece) {
        List<Expr.Axis> axes = new ArrayList<>(List.of(new Expr.Axis.At(piece)));
        for (int axis = 0; axis < type.rank(); axis++) {
            axes.add(new Expr.Axis.All());
        }
        return new Expr.View(rowType(type), room, axes, false, at);
    }
}
