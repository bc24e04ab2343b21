package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request.Frozen;
import dev.jaculus.compiler.infer.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.SlotCount;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code raise} and {@code assert}. */
final class Raising {
    private final FunctionInference f;

    Raising(FunctionInference f) {
        this.f = f;
    }

    /** The statement that raises ValueError with a fixed text. */
    static Stmt valueError(String text, Span span) {
        return new Stmt.Raise(builtin("ValueError"), List.of(new Stmt.Argument.Fixed(text)), span);
    }

    static Stmt.ExceptionClass builtin(String name) {
        return new Stmt.ExceptionClass("builtins." + name, -1, List.of());
    }

    void raise(dev.jaculus.syntax.ast.Stmt.Raise s) {
        if (s.exc().isEmpty()) {
            f.trying.again(s.span());
            return;
        }
        if (s.cause().isPresent() && !isNone(s.cause().get())) {
            throw Errors.unsupported(f.place(s.span()), "`raise ... from`", "leave out `from`");
        }
        dev.jaculus.syntax.ast.Expr raised = s.exc().get();
        if (raised instanceof dev.jaculus.syntax.ast.Expr.Call call
                && call.keywords().isEmpty()) {
            List<Stmt.Argument> arguments = new ArrayList<>();
            Stmt.ExceptionClass exception = exception(call.func());
            call.args().forEach(argument -> arguments.add(argument(argument)));
            if (slots(arguments) > SlotCount.MOST_OF_AN_EXCEPTION) {
                throw Errors.unsupported(
                        f.place(s.span()),
                        "an exception with so many arguments",
                        "give it at most %d numbers, or %d texts"
                                .formatted(
                                        SlotCount.MOST_OF_AN_EXCEPTION,
                                        SlotCount.MOST_OF_AN_EXCEPTION / SlotCount.of(Type.STR)));
            }
            f.emit(new Stmt.Raise(exception, arguments, s.span()));
        } else {
            if (f.expressions.value(raised) instanceof Value.CaughtException caught) {
                f.trying.again(caught, s.span());
                return;
            }
            f.emit(new Stmt.Raise(exception(raised), List.of(), s.span()));
        }
        f.stop();
    }

    void assertion(dev.jaculus.syntax.ast.Stmt.Assert s) {
        Expr test = f.comparisons.condition(s.test());
        Runnable fail = () -> {
            List<Stmt.Argument> arguments =
                    s.msg().map(message -> List.of(argument(message))).orElse(List.of());
            f.emit(new Stmt.Raise(builtin("AssertionError"), arguments, s.span()));
            f.stop();
        };
        if (test instanceof Expr.Const known) {
            if (!Trees.truth(known)) {
                fail.run();
            }
            return;
        }
        f.statements.branch(test, () -> {}, fail, s.span());
    }

    private static boolean isNone(dev.jaculus.syntax.ast.Expr expression) {
        return expression instanceof dev.jaculus.syntax.ast.Expr.Constant c
                && c.value() instanceof dev.jaculus.syntax.ast.Expr.Literal.None;
    }

    private Stmt.ExceptionClass exception(dev.jaculus.syntax.ast.Expr expression) {
        return exception(f.expressions.value(expression), expression.span());
    }

    Stmt.ExceptionClass exception(Value value, Span span) {
        if (value instanceof Value.Fixed(Frozen.ExceptionClass(String name, int index, List<String> bases))) {
            return new Stmt.ExceptionClass(name, index, bases);
        }
        throw Errors.unsupported(
                f.place(span),
                Describe.value(value) + " as an exception class",
                "use an exception class, with arguments or without");
    }

    private Stmt.Argument argument(dev.jaculus.syntax.ast.Expr expression) {
        Value value = f.expressions.value(expression);
        if (value instanceof Value.Fixed(Frozen.Str(String text))) {
            return new Stmt.Argument.Fixed(text);
        }
        if (value instanceof Computed c) {
            Optional<Object> constant = constant(c.tree());
            if (c.type() instanceof Type.None) {
                return new Stmt.Argument.Fixed(null);
            }
            if (constant.isPresent()) {
                return new Stmt.Argument.Fixed(constant.get());
            }
            if (c.type() instanceof Type.Scalar || c.type() instanceof Type.Str) {
                return new Stmt.Argument.Computed(c.tree());
            }
        }
        throw Errors.unsupported(
                f.place(expression.span()),
                Describe.value(value) + " as an exception's argument",
                "use texts and numbers");
    }

    private static int slots(List<Stmt.Argument> arguments) {
        return arguments.stream()
                .mapToInt(argument -> argument instanceof Stmt.Argument.Computed c
                        ? SlotCount.of(c.value().type())
                        : 0)
                .sum();
    }

    private static Optional<Object> constant(Expr tree) {
        if (!(tree instanceof Expr.Const c) || c.value() == null) {
            return Optional.empty();
        }
        if (c.type() instanceof Type.Bool && c.value() instanceof Long l) {
            return Optional.of(l != 0);
        }
        return c.type().equals(Type.UINT64) ? Optional.empty() : Optional.of(c.value());
    }
}
