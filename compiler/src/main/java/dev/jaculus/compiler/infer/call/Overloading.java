package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Functions;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Overload;
import dev.jaculus.compiler.request.Overload.Given;
import dev.jaculus.compiler.request.Overload.Needed;
import dev.jaculus.compiler.request.Overload.Question;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Functions, methods and attributes that the user implements with Numba's {@code overload} and its like. */
public final class Overloading implements Functions.Overloads {
    private final List<Overload> overloads;

    public Overloading(List<Overload> overloads) {
        this.overloads = overloads;
    }

    @Override
    public Value call(Scope f, int index, CallArguments arguments) {
        return called(f, index, arguments)
                .orElseThrow(() -> Errors.noImplementation(
                        arguments.place(),
                        overloads.get(index).name(),
                        given(arguments).toString().replaceAll("^.|.$", "")));
    }

    @Override
    public Optional<Value> named(Scope f, String name, CallArguments arguments) {
        OptionalInt found = find("function", name);
        return found.isPresent() ? called(f, found.getAsInt(), arguments) : Optional.empty();
    }

    @Override
    public Optional<Value> method(Scope f, Value.Method method, CallArguments arguments) {
        OptionalInt found = find("method", method.name());
        return found.isPresent() ? called(f, found.getAsInt(), arguments) : Optional.empty();
    }

    @Override
    public boolean hasMethod(String name) {
        return find("method", name).isPresent();
    }

    @Override
    public boolean hasAttribute(String name) {
        return find("attribute", name).isPresent();
    }

    @Override
    public Optional<Value> attribute(Scope f, Computed self, String name, Span span) {
        OptionalInt found = find("attribute", name);
        return found.isPresent()
                ? called(f, found.getAsInt(), new CallArguments(f.place(span), List.of(self)))
                : Optional.empty();
    }

    private OptionalInt find(String kind, String name) {
        for (int i = 0; i < overloads.size(); i++) {
            if (overloads.get(i).kind().equals(kind) && overloads.get(i).name().equals(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private Optional<Value> called(Scope f, int index, CallArguments arguments) {
        Question question = new Question(index, given(arguments));
        Overload.Implementation found = overloads
                .get(index)
                .implementation(question.key())
                .orElseThrow(() -> new Needed(index, question.arguments()));
        if (!found.literals().isEmpty()) {
            String name = overloads.get(index).name();
            List<Value> values = found.literals().stream()
                    .map(one -> arguments.keywords().containsKey(one)
                            ? arguments.keywords().get(one)
                            : arguments.positional().get(Integer.parseInt(one)))
                    .toList();
            Literals.require(
                    f,
                    values,
                    arguments.place(),
                    Errors.noLiteral(arguments.place(), name, String.join("`, `", found.literals())));
        }
        OptionalInt function = found.function();
        return function.isPresent()
                ? Optional.of(f.functions().kernelCall(f, function.getAsInt(), arguments))
                : Optional.empty();
    }

    private static List<Given> given(CallArguments arguments) {
        List<Given> all = new ArrayList<>();
        arguments.positional().forEach(value -> all.add(given(Optional.empty(), value)));
        arguments.keywords().forEach((name, value) -> all.add(given(Optional.of(name), value)));
        return all;
    }

    private static Given given(Optional<String> keyword, Value value) {
        return switch (value) {
            case Computed(Expr.Const known)
            when Trees.isLiteral(known) && !(known.type() instanceof Type.None) ->
                new Given(keyword, known.type().toString(), Literals.value(value));
            case Computed c -> new Given(keyword, spelled(c.type()), Optional.empty());
            case Value.Fixed(Frozen.Str(String text)) -> new Given(keyword, "unicode_type", Optional.of(text));
            case Value.Fixed(Frozen.TypeObject(Type type)) ->
                new Given(keyword, "class(" + spelled(type) + ")", Optional.empty());
            case Value.Fixed(Frozen.Attribute(String name)) ->
                Dtypes.named(name)
                        .map(type -> new Given(keyword, "class(" + type + ")", Optional.empty()))
                        .orElse(new Given(keyword, "object(" + name + ")", Optional.empty()));
            default -> new Given(keyword, "object(" + Describe.value(value) + ")", Optional.empty());
        };
    }

    /** Without the length of a last axis: user functions ask for Numba's types. */
    private static String spelled(Type type) {
        return (type instanceof Type.Array a ? a.anyLast() : type).toString();
    }
}
