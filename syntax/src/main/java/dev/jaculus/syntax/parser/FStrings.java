package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Constant;
import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Strings of all kinds: one or several after each other make one value. */
final class FStrings {
    private final Rules rules;
    private final Cursor in;

    FStrings(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** {@code strings}: literals that stand side by side are joined. */
    Expr strings() {
        Token start = in.peek();
        List<Expr> parts = new ArrayList<>();
        boolean bytes = false;
        boolean text = false;
        boolean formatted = false;
        boolean template = false;
        int count = 0;
        while (in.at(Kind.STRING) || in.at(Kind.FSTRING_START)) {
            Token token = in.peek();
            count++;
            if (token.kind() == Kind.STRING) {
                Constant constant = literal(in.take());
                bytes |= constant.value() instanceof Literal.Bytes;
                text |= constant.value() instanceof Literal.Str;
                parts.add(constant);
            } else {
                boolean isTemplate = prefix(token).contains("t");
                template |= isTemplate;
                formatted |= !isTemplate;
                parts.addAll(parts(isTemplate));
            }
            refuseMix(token, bytes, text || formatted, template);
        }
        Span span = in.since(start);
        if (template) {
            return new Expr.TemplateStr(joined(parts, true), span);
        }
        if (formatted) {
            return new Expr.JoinedStr(joined(parts, true), span);
        }
        if (count == 1) {
            return parts.getFirst();
        }
        return bytes ? joinedBytes(parts, span) : joinedText(parts, span);
    }

    private void refuseMix(Token token, boolean bytes, boolean text, boolean template) {
        if (bytes && (text || template)) {
            throw in.failure("bad-string", "bytes and text cannot be joined", token.span(), "another kind of string");
        }
        if (template && text) {
            throw in.failure(
                    "bad-string", "a t-string joins only other t-strings", token.span(), "another kind of string");
        }
    }

    private static Constant joinedBytes(List<Expr> parts, Span span) {
        List<Byte> all = new ArrayList<>();
        for (Expr part : parts) {
            all.addAll(((Literal.Bytes) ((Constant) part).value()).value());
        }
        return new Constant(new Literal.Bytes(List.copyOf(all)), Optional.empty(), span);
    }

    private static Constant joinedText(List<Expr> parts, Span span) {
        Constant joined = (Constant) joined(parts, false).getFirst();
        return new Constant(joined.value(), joined.kind(), span);
    }

    /** Neighbouring texts become one; an empty one beside fields is nothing. */
    private static List<Expr> joined(List<Expr> parts, boolean dropEmpty) {
        List<Expr> result = new ArrayList<>();
        int i = 0;
        while (i < parts.size()) {
            Expr part = parts.get(i++);
            if (part instanceof Constant first) {
                StringBuilder text = new StringBuilder(text(first));
                Span span = first.span();
                while (i < parts.size() && parts.get(i) instanceof Constant next) {
                    text.append(text(next));
                    span = span.to(next.span());
                    i++;
                }
                if (!(dropEmpty && text.isEmpty())) {
                    result.add(new Constant(new Literal.Str(text.toString()), first.kind(), span));
                }
            } else {
                result.add(part);
            }
        }
        return List.copyOf(result);
    }

    private static String text(Constant constant) {
        return ((Literal.Str) constant.value()).value();
    }

    private static String prefix(Token token) {
        int quote = 0;
        while (token.text().charAt(quote) != '"' && token.text().charAt(quote) != '\'') {
            quote++;
        }
        return token.text().substring(0, quote).toLowerCase(Locale.ROOT);
    }

    /** A string without fields. */
    private Constant literal(Token token) {
        String prefix = prefix(token);
        boolean raw = prefix.contains("r");
        String all = token.text();
        int quotes = all.startsWith("\"\"\"", prefix.length()) || all.startsWith("'''", prefix.length()) ? 3 : 1;
        int start = prefix.length() + quotes;
        String text = all.substring(start, all.length() - quotes);
        try {
            if (prefix.contains("b")) {
                return new Constant(new Literal.Bytes(Escapes.bytes(text, raw)), Optional.empty(), token.span());
            }
            Optional<String> kind = all.charAt(0) == 'u' ? Optional.of("u") : Optional.empty();
            return new Constant(new Literal.Str(raw ? text : Escapes.string(text)), kind, token.span());
        } catch (Escapes.Bad bad) {
            throw refused(token, start, bad);
        }
    }

    private Diagnostic.Failure refused(Token token, int offset, Escapes.Bad bad) {
        Span span = Offsets.within(token, offset + bad.at, bad.length);
        return in.failure("bad-escape", bad.getMessage(), span, "", "write \\\\ for a backslash, or r\"...\"");
    }

    /** The texts and the fields of an f-string or a t-string. */
    private List<Expr> parts(boolean template) {
        Token start = in.expect(Kind.FSTRING_START);
        boolean raw = prefix(start).contains("r");
        List<Expr> parts = new ArrayList<>();
        while (!in.at(Kind.FSTRING_END)) {
            if (in.at(Kind.FSTRING_MIDDLE)) {
                middle(raw).ifPresent(parts::add);
            } else if (in.at(Kind.LBRACE)) {
                parts.addAll(field(raw, template, false));
            } else {
                throw in.unexpected("expected a field or the end of the string");
            }
        }
        in.take();
        return parts;
    }

    private Optional<Expr> middle(boolean raw) {
        Token token = in.take();
        try {
            String text = raw ? token.text() : Escapes.string(token.text());
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Constant(new Literal.Str(text), Optional.empty(), token.span()));
        } catch (Escapes.Bad bad) {
            throw refused(token, 0, bad);
        }
    }

    /** A field; before it the text that {@code {x=}} prints. In a format a t-string's fields are formatted at once. */
    private List<Expr> field(boolean raw, boolean template, boolean inFormat) {
        Token brace = in.expect(Kind.LBRACE);
        if (!Expressions.canStart(in.kind()) && !in.at(Kind.YIELD)) {
            throw in.unexpected("expected an expression in this field");
        }
        Expr value = rules.expressions.yieldOrExpressions();
        int valueEnd = in.last().end();
        boolean debug = in.accept(Kind.EQUAL);
        Token after = in.peek(); // what the text of {x=} goes up to
        int conversion = in.at(Kind.EXCLAMATION) ? conversion() : -1;
        Optional<Expr> format = in.at(Kind.COLON) ? Optional.of(format(raw, template)) : Optional.empty();
        if (!in.at(Kind.RBRACE)) {
            throw in.unexpected("expected `!`, `:` or `}` in this field");
        }
        in.take();
        if (debug && conversion < 0 && format.isEmpty()) {
            conversion = 'r';
        }
        Span span = in.since(brace);
        Expr field = template && !inFormat
                ? new Expr.Interpolation(value, in.text(brace.end(), valueEnd), conversion, format, span)
                : new Expr.FormattedValue(value, conversion, format, span);
        return debug ? List.of(debugText(brace, after), field) : List.of(field);
    }

    private Expr debugText(Token brace, Token after) {
        Span start = brace.span();
        Span end = after.span();
        Span span = new Span(start.line(), start.column() + 1, end.line(), end.column());
        String text = Offsets.withoutComments(in.text(brace.end(), after.start()));
        return new Constant(new Literal.Str(text), Optional.empty(), span);
    }

    private int conversion() {
        Token mark = in.take();
        Token name = in.peek();
        boolean known = name.kind() == Kind.NAME
                && name.start() == mark.end()
                && (name.text().equals("s")
                        || name.text().equals("r")
                        || name.text().equals("a"));
        if (!known) {
            throw in.failure(
                    "bad-fstring", "no such conversion", mark.span().to(name.span()), "", "write !s, !r or !a");
        }
        in.take();
        return name.text().charAt(0);
    }

    private Expr format(boolean raw, boolean template) {
        Token colon = in.expect(Kind.COLON);
        List<Expr> parts = new ArrayList<>();
        while (in.at(Kind.FSTRING_MIDDLE) || in.at(Kind.LBRACE)) {
            if (in.at(Kind.LBRACE)) {
                in.enter();
                parts.addAll(field(raw, template, true));
                in.leave();
            } else {
                middle(raw).ifPresent(parts::add);
            }
        }
        return new Expr.JoinedStr(joined(parts, true), in.since(colon));
    }
}
