package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.call.Caught;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code raise} and {@code assert}. */
public final class Raising implements Topics.OfRaising {
    private final Scope f;

    public Raising(Scope f) {
        this.f = f;
    }

    @Override
    public void raise(dev.jaculus.syntax.ast.Stmt.Raise s) {
        if (s.exc().isEmpty()) {
            f.trying().again(s.span());
            return;
        }
        Value raised = f.expressions().value(s.exc().get());
        if (raised instanceof Value.CaughtException caught) {
            f.trying().again(caught, s.span());
            return;
        }
        List<Stmt.Argument> arguments = new ArrayList<>();
        if (raised instanceof Value.NewException made) {
            arguments.addAll(arguments(made, s.span()));
            raised = new Value.Fixed(made.exception());
        }
        Stmt.ExceptionClass exception = exception(raised, s.exc().get().span());
        s.cause().ifPresent(cause -> arguments.add(new Stmt.Argument.Named("__cause__", cause(cause))));
        check(arguments, s.span());
        f.emit(new Stmt.Raise(exception, arguments, s.span()));
        f.stop();
    }

    private List<Stmt.Argument> arguments(Value.NewException made, Span span) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        int positional = made.arguments().size() - made.keywords().size();
        for (int i = 0; i < made.arguments().size(); i++) {
            Stmt.Argument one = argument(made.arguments().get(i), span);
            arguments.add(
                    i < positional
                            ? one
                            : new Stmt.Argument.Named(made.keywords().get(i - positional), one));
        }
        return arguments;
    }

    /** What an exception is raised from: the one that is being handled, or None. */
    private Stmt.Argument cause(dev.jaculus.syntax.ast.Expr expression) {
        if (isNone(expression)) {
            return new Stmt.Argument.Fixed(null);
        }
        if (f.expressions().value(expression) instanceof Value.CaughtException caught) {
            return new Stmt.Argument.Computed(new Caught(f).cause(caught, expression.span()));
        }
        throw Errors.unsupported(
                f.place(expression.span()),
                "`from` anything but a caught exception or None",
                "raise it from what `except ... as` binds");
    }

    private void check(List<Stmt.Argument> arguments, Span span) {
        int slots = 0;
        for (Stmt.Argument one : arguments) {
            Stmt.Argument value = one instanceof Stmt.Argument.Named named ? named.value() : one;
            slots += value instanceof Stmt.Argument.Computed c
                    ? Layout.slots(c.value().type())
                    : 0;
        }
        if (slots > Layout.MOST_OF_AN_EXCEPTION) {
            throw Errors.unsupported(
                    f.place(span),
                    "an exception with so many arguments",
                    "give it at most %d numbers, or %d texts"
                            .formatted(
                                    Layout.MOST_OF_AN_EXCEPTION, Layout.MOST_OF_AN_EXCEPTION / Layout.slots(Type.STR)));
        }
    }

    @Override
    public void assertion(dev.jaculus.syntax.ast.Stmt.Assert s) {
        Expr test = f.comparisons().condition(s.test());
        Runnable fail = () -> {
            List<Stmt.Argument> arguments = s.msg()
                    .map(message -> List.of(argument(f.expressions().value(message), message.span())))
                    .orElse(List.of());
            check(arguments, s.span());
            f.emit(new Stmt.Raise(Raises.builtin("AssertionError"), arguments, s.span()));
            f.stop();
        };
        if (test instanceof Expr.Const known) {
            if (!Trees.truth(known)) {
                fail.run();
            }
            return;
        }
        f.statements().branch(test, () -> {}, fail, s.span());
    }

    private static boolean isNone(dev.jaculus.syntax.ast.Expr expression) {
        return expression instanceof dev.jaculus.syntax.ast.Expr.Constant c
                && c.value() instanceof dev.jaculus.syntax.ast.Expr.Literal.None;
    }

    @Override
    public Stmt.ExceptionClass exception(Value value, Span span) {
        if (value instanceof Value.Fixed(Frozen.ExceptionClass(String name, int index, List<String> bases))) {
            return new Stmt.ExceptionClass(name, index, bases);
        }
        throw Errors.unsupported(
                f.place(span),
                Describe.value(value) + " as an exception class",
                "use an exception class, with arguments or without");
    }

    private Stmt.Argument argument(Value given, Span span) {
        if (Texts.known(given).isPresent()) {
            return new Stmt.Argument.Fixed(Texts.known(given).get());
        }
        Value value =
                given instanceof Value.Sequence ? new Computed(f.expressions().tree(given, span)) : given;
        if (value instanceof Computed c) {
            Optional<Object> constant = constant(c.tree());
            if (c.type() instanceof Type.None) {
                return new Stmt.Argument.Fixed(null);
            }
            if (constant.isPresent()) {
                return new Stmt.Argument.Fixed(constant.get());
            }
            if (travels(c.type())) {
                return new Stmt.Argument.Computed(c.tree());
            }
        }
        throw Errors.unsupported(
                f.place(span),
                Describe.value(value) + " as an exception's argument",
                "use texts, numbers, arrays, and tuples of these");
    }

    /** Whether an exception can bring such a value to Python. */
    private static boolean travels(Type type) {
        return switch (type) {
            case Type.Scalar _, Type.Str _, Type.Array _, Type.None _ -> true;
            case Type.Tuple t ->
                t.isBytes() || (t.names().isEmpty() && t.items().stream().allMatch(Raising::travels));
            default -> false;
        };
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
