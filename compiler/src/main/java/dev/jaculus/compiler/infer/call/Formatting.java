package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * f-strings and {@code %}. A text of texts and ints is put together here; all else CPython formats, through a template of
 * {@code str.format}, which does with a value and a specification just what an f-string does.
 */
public final class Formatting implements Topics.OfFormatting {
    private final Scope f;

    public Formatting(Scope f) {
        this.f = f;
    }

    /** A template, and the values that it shows, in order. */
    private static final class Template {
        final StringBuilder text = new StringBuilder();
        final List<Expr> values = new ArrayList<>();
    }

    @Override
    public Value joined(dev.jaculus.syntax.ast.Expr.JoinedStr e) {
        List<Value> parts = new ArrayList<>();
        for (dev.jaculus.syntax.ast.Expr part : e.values()) {
            parts.add(f.expressions()
                    .value(part instanceof dev.jaculus.syntax.ast.Expr.FormattedValue v ? v.value() : part));
        }
        boolean plain = true;
        for (int i = 0; i < parts.size(); i++) {
            plain &= isPlain(e.values().get(i), parts.get(i));
        }
        return plain ? concatenated(e, parts) : new Computed(formatted(e, parts));
    }

    /** Whether a part needs no Python. */
    private static boolean isPlain(dev.jaculus.syntax.ast.Expr part, Value value) {
        boolean bare = !(part instanceof dev.jaculus.syntax.ast.Expr.FormattedValue v)
                || (v.formatSpec().isEmpty() && (v.conversion() < 0 || v.conversion() == 's'));
        return bare && (Texts.is(value) || (value instanceof Computed c && c.type() instanceof Type.Int));
    }

    private Value concatenated(dev.jaculus.syntax.ast.Expr.JoinedStr e, List<Value> parts) {
        Value result = Texts.of(Texts.constant("", e.span()));
        for (Value part : parts) {
            CallArguments at = new CallArguments(f.place(e.span()), List.of(part));
            Value text = TextCalls.str(f, at, part, e.span());
            boolean first = Texts.known(result).equals(Optional.of(""));
            result = first
                    ? text
                    : f.operators().binary(dev.jaculus.syntax.ast.Expr.Operator.ADD, result, text, e.span());
        }
        return result;
    }

    private Expr formatted(dev.jaculus.syntax.ast.Expr.JoinedStr e, List<Value> parts) {
        Template template = new Template();
        for (int i = 0; i < parts.size(); i++) {
            Optional<String> known = Texts.known(parts.get(i));
            if (known.isPresent() && !(e.values().get(i) instanceof dev.jaculus.syntax.ast.Expr.FormattedValue)) {
                template.text.append(known.get().replace("{", "{{").replace("}", "}}"));
            } else {
                field((dev.jaculus.syntax.ast.Expr.FormattedValue) e.values().get(i), parts.get(i), template);
            }
        }
        return host(template.text.toString(), template.values, e.span());
    }

    /** {@code {value!r:spec}}. */
    private void field(dev.jaculus.syntax.ast.Expr.FormattedValue field, Value value, Template template) {
        open(field, value, template);
        field.formatSpec().ifPresent(spec -> specification(spec, template));
        template.text.append('}');
    }

    private void open(dev.jaculus.syntax.ast.Expr.FormattedValue field, Value value, Template template) {
        CallArguments at = new CallArguments(f.place(field.span()), List.of(value));
        template.text.append('{').append(template.values.size());
        template.values.add(TextCalls.shown(f, at, "an f-string", value));
        if (field.conversion() >= 0) {
            template.text.append('!').append((char) field.conversion());
        }
    }

    /** What is behind the colon may have fields of its own. */
    private void specification(dev.jaculus.syntax.ast.Expr specification, Template template) {
        template.text.append(':');
        for (dev.jaculus.syntax.ast.Expr part : ((dev.jaculus.syntax.ast.Expr.JoinedStr) specification).values()) {
            if (part instanceof dev.jaculus.syntax.ast.Expr.FormattedValue inner) {
                if (inner.formatSpec().isPresent()) {
                    throw Errors.unsupported(
                            f.place(inner.span()), "a format specification inside another's", "format in two steps");
                }
                open(inner, f.expressions().value(inner.value()), template);
                template.text.append('}');
            } else {
                template.text.append(Texts.known(f.expressions().value(part)).orElseThrow());
            }
        }
    }

    @Override
    public Expr host(String template, List<Expr> values, Span span) {
        return new Expr.HostCall(Type.STR, "format", template, List.of(), values, span);
    }

    @Override
    public Value percent(String template, Value values, Span span) {
        List<Value> items = Tuples.is(values) ? Tuples.items(f, values, span) : List.of(values);
        CallArguments at = new CallArguments(f.place(span), items);
        List<Expr> shown =
                items.stream().map(item -> TextCalls.shown(f, at, "%", item)).toList();
        return new Computed(new Expr.HostCall(Type.STR, "percent", template, List.of(), shown, span));
    }
}
