package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The instructions of a random function as they are written, what is visible where, and scalars. */
final class RandomValues {
    /** Exact in Java and in libm. */
    private static final List<MathFunction> FUNCTIONS = List.of(
            MathFunction.SQRT, MathFunction.FLOOR, MathFunction.TRUNC, MathFunction.ROUNDEVEN, MathFunction.COPYSIGN);

    private static final List<Arithmetic> REAL = List.of(
            Arithmetic.ADD,
            Arithmetic.SUB,
            Arithmetic.MUL,
            Arithmetic.DIV,
            Arithmetic.FLOORDIV,
            Arithmetic.MOD,
            Arithmetic.MAX);

    private final Random random;
    private final List<Value> visible = new ArrayList<>();
    private List<Instruction> out = new ArrayList<>();
    private int next;

    RandomValues(Random random) {
        this.random = random;
    }

    /** A region; what `body` writes and defines stays in it. */
    Region region(List<Value> params, Supplier<Op.Terminator> body) {
        List<Instruction> outer = out;
        int mark = visible.size();
        out = new ArrayList<>();
        visible.addAll(params);
        emit(body.get());
        var region = new Region(params, out);
        visible.subList(mark, visible.size()).clear();
        out = outer;
        return region;
    }

    void emit(Op op) {
        out.add(new Instruction(op, RandomModules.here()));
    }

    /** A name that nothing can use before {@link #show}. */
    Value fresh(Type type) {
        return new Value(next++, type);
    }

    Label label() {
        return new Label(next++);
    }

    void show(Value v) {
        visible.add(v);
    }

    Value define(Type type) {
        Value v = fresh(type);
        show(v);
        return v;
    }

    List<Value> define(List<Type> types) {
        return types.stream().map(this::define).toList();
    }

    Type.Scalar scalarType() {
        return Numerals.pick(random, RandomModules.SCALARS);
    }

    List<Value> visible() {
        return visible;
    }

    Value constant(Type type, Object literal) {
        Value v = define(type);
        emit(new Op.Const(v, literal));
        return v;
    }

    /** A value of this type: one that is there, or a new one. */
    Value scalar(Type.Scalar type) {
        List<Value> candidates =
                visible.stream().filter(v -> v.type().equals(type)).toList();
        if (candidates.isEmpty() || random.nextInt(4) == 0) {
            return random.nextInt(3) == 0 ? cast(type) : constant(type, Numerals.of(type, random));
        }
        return Numerals.pick(random, candidates);
    }

    private Value cast(Type.Scalar type) {
        List<Value> candidates =
                visible.stream().filter(v -> v.type() instanceof Type.Scalar).toList();
        if (candidates.isEmpty()) {
            return constant(type, Numerals.of(type, random));
        }
        Value from = Numerals.pick(random, candidates);
        if (from.type() instanceof Type.Float f && type instanceof Type.Int) {
            from = small(from, f);
        }
        Value to = define(type);
        emit(new Op.Cast(to, from));
        return to;
    }

    /** A float that fits every integer: what others become is left open. */
    private Value small(Value from, Type.Float type) {
        Value number = define(Type.BOOL), clean = define(type), least = define(type), most = define(type);
        Value zero = constant(type, 0.0), hundred = constant(type, 100.0);
        emit(new Op.Compare(number, Order.EQ, from, from));
        emit(new Op.Select(clean, number, from, zero));
        emit(new Op.Binary(least, Arithmetic.MAX, clean, zero));
        emit(new Op.Binary(most, Arithmetic.MIN, least, hundred));
        return most;
    }

    /** One operation on scalars. */
    void compute() {
        Type.Scalar type = scalarType();
        switch (random.nextInt(6)) {
            case 0 -> {
                Value left = scalar(type), right = scalar(type);
                emit(new Op.Compare(define(Type.BOOL), Numerals.pick(random, List.of(Order.values())), left, right));
            }
            case 1 -> {
                Value condition = scalar(Type.BOOL), then = scalar(type), orElse = scalar(type);
                emit(new Op.Select(define(type), condition, then, orElse));
            }
            case 2 -> cast(type);
            case 3 -> {
                Value from = scalar(type);
                var kind = type instanceof Type.Bool
                        ? Op.UnaryKind.INVERT
                        : type instanceof Type.Float
                                ? Op.UnaryKind.NEG
                                : Numerals.pick(random, List.of(Op.UnaryKind.values()));
                emit(new Op.Unary(define(type), kind, from));
            }
            case 4 -> {
                Type.Float real = random.nextBoolean() ? Type.FLOAT64 : Type.FLOAT32;
                MathFunction function = Numerals.pick(random, FUNCTIONS);
                var args = new ArrayList<Value>();
                for (int i = 0; i < function.arity(); i++) {
                    args.add(scalar(real));
                }
                emit(new Op.Math(define(real), function, args));
            }
            default -> {
                Value left = scalar(type), right = scalar(type);
                emit(new Op.Binary(define(type), arithmetic(type), left, right));
            }
        }
    }

    private Arithmetic arithmetic(Type.Scalar type) {
        List<Arithmetic> kinds = switch (type) {
            case Type.Float _ -> REAL;
            case Type.Bool _ -> List.of(Arithmetic.AND, Arithmetic.OR, Arithmetic.XOR);
            case Type.Int _ -> List.of(Arithmetic.values());
            default -> throw new IllegalArgumentException(type + " has no operations");
        };
        Arithmetic kind = Numerals.pick(random, kinds);
        return kind == Arithmetic.DIV && type instanceof Type.Int ? Arithmetic.SUB : kind;
    }
}
