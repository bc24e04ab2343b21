package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Handling;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Exceptions;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a handler can ask of its exception. The kernel keeps only a number and the arguments; Python makes the exception of them when
 * its text or an argument is read. The type of an argument is that of what is raised in the {@code try} and in what it calls.
 */
public final class Caught {
    private final Scope f;

    public Caught(Scope f) {
        this.f = f;
    }

    /** {@code str(e)} or {@code repr(e)}. */
    Expr text(Value.CaughtException caught, String function, Span span) {
        return asked(caught, function, Type.STR, span);
    }

    /** The exception as Python's print or a format may show it: its text. */
    static Value shown(Scope f, Value value, Span span) {
        return value instanceof Value.CaughtException caught
                ? new Computed(new Caught(f).text(caught, "str", span))
                : value;
    }

    /** {@code isinstance(e, classes)}. */
    Expr isOf(Value.CaughtException caught, Value classes, Span span) {
        List<Stmt.ExceptionClass> all = classes instanceof Value.Sequence s
                ? s.items().stream()
                        .map(one -> f.raising().exception(one, span))
                        .toList()
                : List.of(f.raising().exception(classes, span));
        return new Expr.Caught(status(caught, span), all, span);
    }

    /** {@code e.args[2]}, if the expression is of this form. */
    public Optional<Value> argument(dev.jaculus.syntax.ast.Expr.Subscript e) {
        if (!(e.value() instanceof dev.jaculus.syntax.ast.Expr.Attribute attribute
                && attribute.attr().equals("args")
                && attribute.value() instanceof dev.jaculus.syntax.ast.Expr.Name name
                && f.locals().contains(name.id())
                && f.env().get(name.id()).orElse(null) instanceof Variable.Static held
                && held.value() instanceof Value.CaughtException caught
                && f.expressions().value(e.slice()) instanceof Computed index
                && Trees.literalInt(index.tree()).isPresent())) {
            return Optional.empty();
        }
        int number = (int) Trees.literalInt(index.tree()).getAsLong();
        List<List<Type>> raised = raised(caught.handling());
        Optional<Type> type = Optional.empty();
        for (List<Type> one : raised) {
            int at = number < 0 ? one.size() + number : number;
            if (at >= 0 && at < one.size()) {
                type = Optional.of(type.map(before -> common(before, one.get(at), e.span()))
                        .orElse(one.get(at)));
            }
        }
        Type found =
                type.orElseThrow(() -> Errors.attribute(f.place(e.span()), "an exception", "args[" + number + "]"));
        return Optional.of(new Computed(asked(caught, "args " + number, found, e.span())));
    }

    /** {@code e.args}. */
    Value arguments(Value.CaughtException caught, Span span) {
        List<List<Type>> raised = raised(caught.handling());
        int count = raised.getFirst().size();
        if (raised.stream().anyMatch(one -> one.size() != count)) {
            throw Errors.unsupported(
                    f.place(span),
                    "`args` of exceptions with different numbers of arguments",
                    "read one of them, `e.args[0]`, or have a clause for each class");
        }
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Type type = raised.getFirst().get(i);
            for (List<Type> one : raised) {
                type = common(type, one.get(i), span);
            }
            items.add(new Computed(asked(caught, "args " + i, type, span)));
        }
        return Trees.tupleOf(items, span);
    }

    private Type common(Type one, Type other, Span span) {
        return Promotion.merge(one, other)
                .orElseThrow(() -> Errors.unsupported(
                        f.place(span),
                        "an argument of an exception that is %s or %s"
                                .formatted(Describe.type(one), Describe.type(other)),
                        "have a clause for each class"));
    }

    private static Expr status(Value.CaughtException caught, Span span) {
        return new Expr.Local(Type.INT32, caught.handling().status, false, span);
    }

    private Expr asked(Value.CaughtException caught, String what, Type type, Span span) {
        int room = f.trying().room(caught.handling());
        f.emit(new Stmt.Recall(caught.handling().status, room, span));
        Expr asked = new Expr.HostCall(type, "caught", what, List.of(), List.of(status(caught, span)), span);
        return f.hide(asked, "asked");
    }

    /** Makes Python keep the exception for one that is raised from it; gives the number it has there. */
    public Expr cause(Value.CaughtException caught, Span span) {
        return asked(caught, "cause", Type.INT64, span);
    }

    // What is raised where it was caught from.

    /** The argument types of each exception that may come; one text, if nothing is raised there by a statement. */
    private List<List<Type>> raised(Handling handling) {
        Set<List<Type>> found = new LinkedHashSet<>();
        Trees.each(handling.watched, Stmt.Raise.class, one -> add(one, handling, found));
        for (String callee : f.functions().callees(handling.watched)) {
            Trees.each(f.functions().body(callee), Stmt.Raise.class, one -> add(one, handling, found));
        }
        if (found.isEmpty()) {
            found.add(List.of(Type.STR));
        }
        return List.copyOf(found);
    }

    private static void add(Stmt.Raise raise, Handling handling, Set<List<Type>> found) {
        boolean caught = handling.classes.isEmpty()
                || handling.classes.stream().anyMatch(one -> isOf(raise.exception(), one.key()));
        if (caught) {
            found.add(raise.arguments().stream()
                    .filter(one -> !(one instanceof Stmt.Argument.Named))
                    .map(Caught::type)
                    .toList());
        }
    }

    private static boolean isOf(Stmt.ExceptionClass raised, String key) {
        return raised.key().equals(key)
                || raised.bases().contains(key)
                || Exceptions.isSubclass(raised.name(), key)
                || raised.bases().stream().anyMatch(one -> Exceptions.isSubclass(one, key));
    }

    private static Type type(Stmt.Argument argument) {
        return switch (argument) {
            case Stmt.Argument.Computed c -> c.value().type();
            case Stmt.Argument.Named n -> type(n.value());
            case Stmt.Argument.Fixed(Object value) ->
                switch (value) {
                    case null -> Type.NONE;
                    case Boolean _ -> Type.BOOL;
                    case Long _ -> Type.INT64;
                    case Double _ -> Type.FLOAT64;
                    default -> Type.STR;
                };
        };
    }
}
