package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.DeclaredTypes;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Nodes;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.infer.ops.Lists;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code with objmode(y="float64[:]"):} CPython runs the block: nothing in it is compiled, its text goes to the host. Variables that it
 * names go in; those that the `with` declares come out.
 */
public final class ObjectMode implements Topics.OfObjectMode {
    private static final Set<String> NAMES = Set.of("jaculus.objmode", "jaculus.object_mode.objmode");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private final Scope f;

    public ObjectMode(Scope f) {
        this.f = f;
    }

    @Override
    public Optional<dev.jaculus.syntax.ast.Expr.Call> call(Stmt.With s) {
        if (s.items().size() != 1) {
            return Optional.empty();
        }
        dev.jaculus.syntax.ast.Expr context = s.items().getFirst().contextExpr();
        var call = context instanceof dev.jaculus.syntax.ast.Expr.Call given
                ? given
                : new dev.jaculus.syntax.ast.Expr.Call(context, List.of(), List.of(), context.span());
        Optional<Value> callee = switch (call.func()) {
            case dev.jaculus.syntax.ast.Expr.Name name -> f.definition().names.apply(name.id());
            case dev.jaculus.syntax.ast.Expr.Attribute attribute
            when attribute.attr().equals("objmode") ->
                Optional.of(f.expressions().value(attribute));
            default -> Optional.empty();
        };
        boolean ours = callee.isPresent()
                && callee.get() instanceof Value.Fixed(Frozen.Attribute(String name))
                && NAMES.contains(name);
        return ours ? Optional.of(call) : Optional.empty();
    }

    @Override
    public void block(Stmt.With s, dev.jaculus.syntax.ast.Expr.Call call) {
        Map<String, Type> declared = declared(call);
        Jumps.check(f, s.body());
        String source = source(s);
        Map<String, Expr> given = given(source, s.span());
        refuseLists(s.body(), given);
        List<String> names = new ArrayList<>(given.keySet());
        names.addAll(declared.keySet());
        Type.Tuple result = new Type.Tuple(List.copyOf(declared.values()));
        Expr host = new Expr.HostCall(
                result.items().isEmpty() ? Type.NONE : result,
                "objmode",
                source,
                names,
                List.copyOf(given.values()),
                s.span());
        for (String name : LocalNames.of(s.body())) {
            if (!declared.containsKey(name)) {
                f.env().put(name, new Variable.Static(new Value.Undeclared(name), s.span()));
            }
        }
        if (declared.isEmpty()) {
            f.emit(new dev.jaculus.compiler.tree.Stmt.Evaluate(host, s.span()));
            return;
        }
        Expr results = f.hide(host, "objmode");
        int number = 0;
        for (String name : declared.keySet()) {
            f.assign(name, Trees.item(results, number++, s.span()), s.span());
        }
    }

    /** The types of the variables that come out. */
    private Map<String, Type> declared(dev.jaculus.syntax.ast.Expr.Call call) {
        if (!call.args().isEmpty()) {
            throw Errors.objmodeType(f.place(call.span()), "a positional argument");
        }
        Map<String, Type> declared = new LinkedHashMap<>();
        for (dev.jaculus.syntax.ast.Expr.Keyword keyword : call.keywords()) {
            Place place = f.place(keyword.value().span());
            String name = keyword.arg().orElseThrow(() -> Errors.objmodeType(place, "`**`"));
            Type type = type(keyword.value())
                    .orElseThrow(() -> Errors.objmodeType(place, "what is given for `" + name + "`"));
            if (Lists.hasList(type)) {
                throw Errors.objmodeList(place, name);
            }
            declared.put(name, type);
        }
        return declared;
    }

    /** A type as a text, or as an object, with brackets or without: {@code types.float64[:, ::1]}. */
    private Optional<Type> type(dev.jaculus.syntax.ast.Expr expression) {
        if (expression instanceof dev.jaculus.syntax.ast.Expr.Subscript subscript) {
            return type(subscript.value())
                    .filter(Type.Scalar.class::isInstance)
                    .flatMap(element -> DeclaredTypes.array((Type.Scalar) element, axes(subscript.slice())));
        }
        return switch (f.expressions().value(expression)) {
            case Value.Fixed(Frozen.Str(String text)) -> DeclaredTypes.parse(text);
            case Value.Fixed(Frozen.TypeObject(Type known)) -> Optional.of(known);
            case Value.Fixed(Frozen.Attribute(String name))
            when name.startsWith("jaculus.") -> DeclaredTypes.parse(name.substring(name.lastIndexOf('.') + 1));
            case Value other -> Dtypes.of(other).map(Type.class::cast);
        };
    }

    private String axes(dev.jaculus.syntax.ast.Expr slice) {
        List<dev.jaculus.syntax.ast.Expr> parts =
                slice instanceof dev.jaculus.syntax.ast.Expr.Tuple tuple ? tuple.elts() : List.of(slice);
        return parts.stream().map(part -> axis(f.expressions().value(part))).collect(Collectors.joining(","));
    }

    private static String axis(Value part) {
        boolean whole = part instanceof Value.SliceOf s
                && s.lower().isEmpty()
                && s.upper().isEmpty();
        if (!whole) {
            return "?";
        }
        return ((Value.SliceOf) part).step().isEmpty() ? ":" : "::1";
    }

    /** A list goes in as a copy, in which the block's changes would be lost; a typed list is one and the same for both. */
    private void refuseLists(Object node, Map<String, Expr> given) {
        if (node instanceof dev.jaculus.syntax.ast.Expr.Name name
                && given.containsKey(name.id())
                && isCopied(given.get(name.id()).type())) {
            throw Errors.listIntoObjmode(f.place(name.span()), name.id());
        }
        Nodes.of(node).forEach(part -> refuseLists(part, given));
    }

    private static boolean isCopied(Type type) {
        return switch (type) {
            case Type.ListOf list -> !list.typed();
            case Type.Tuple tuple -> tuple.items().stream().anyMatch(ObjectMode::isCopied);
            case Type.Optional optional -> isCopied(optional.item());
            default -> false;
        };
    }

    /** The variables whose names are in the block's text and which have a value that can go in. */
    private Map<String, Expr> given(String source, Span span) {
        Map<String, Expr> given = new LinkedHashMap<>();
        List<String> words = WORD.matcher(source.substring(source.indexOf('\n')))
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
        for (String name : words) {
            boolean readable = f.locals().contains(name)
                    && f.env()
                            .get(name)
                            .filter(variable ->
                                    variable instanceof Variable.Typed || variable instanceof Variable.Static)
                            .isPresent();
            if (readable) {
                dev.jaculus.syntax.ast.Expr.Name read =
                        new dev.jaculus.syntax.ast.Expr.Name(name, dev.jaculus.syntax.ast.Expr.Context.LOAD, span);
                Variable variable = f.env().get(name).orElseThrow();
                boolean exists = variable instanceof Variable.Typed
                        || (variable instanceof Variable.Static known
                                && Texts.atRunTime(known.value(), span).isPresent());
                if (exists) {
                    given.put(name, f.expressions().tree(f.expressions().name(read), span));
                }
            }
        }
        return given;
    }

    /** The file and the line on the first line, then the block's lines as they are. */
    private String source(Stmt.With s) {
        SourceFile file = f.definition().file;
        Span first = s.body().getFirst().span();
        int last = s.body().getLast().span().endLine();
        StringBuilder text = new StringBuilder();
        text.append(first.line()).append(' ').append(file.path()).append('\n');
        for (int line = first.line(); line <= last; line++) {
            String whole = file.line(line);
            int cut = line == first.line() ? whole.offsetByCodePoints(0, first.column()) : 0;
            String indent = whole.substring(0, cut);
            text.append(indent.isBlank() ? indent : " ".repeat(cut))
                    .append(whole.substring(cut))
                    .append('\n');
        }
        return text.toString();
    }

    /** Control cannot leave such a block but at its end. */
    private static final class Jumps {
        static void check(Scope f, List<Stmt> body) {
            for (Stmt statement : body) {
                switch (statement) {
                    case Stmt.Return _, Stmt.Break _, Stmt.Continue _ ->
                        throw Errors.unsupported(
                                f.place(statement.span()),
                                "leaving an `objmode` block before its end",
                                "assign a variable in the block and decide after it");
                    case Stmt.If s -> {
                        check(f, s.body());
                        check(f, s.orelse());
                    }
                    case Stmt.With s -> check(f, s.body());
                    case Stmt.Try s -> {
                        check(f, s.body());
                        s.handlers().forEach(handler -> check(f, handler.body()));
                        check(f, s.orelse());
                        check(f, s.finalbody());
                    }
                    default -> {}
                }
            }
        }
    }
}
