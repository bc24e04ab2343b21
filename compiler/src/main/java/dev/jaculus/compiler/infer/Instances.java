package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.FunctionInference.Returned;
import dev.jaculus.compiler.infer.call.ArrayArguments;
import dev.jaculus.compiler.infer.call.DeclaredSignatures;
import dev.jaculus.compiler.infer.call.Library;
import dev.jaculus.compiler.infer.call.Literals;
import dev.jaculus.compiler.infer.call.Overloading;
import dev.jaculus.compiler.infer.call.Signature;
import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Frozens;
import dev.jaculus.compiler.infer.core.Functions;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.SharedChange;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.infer.flow.Generators;
import dev.jaculus.compiler.request.LiteralArguments;
import dev.jaculus.compiler.request.Part;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Function;
import dev.jaculus.compiler.tree.Function.Parameter;
import dev.jaculus.compiler.tree.Remark;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The functions of a program, each typed once for each list of argument types. A recursive call gets the result type that is known so
 * far; when that was wrong, the function is inferred again.
 */
final class Instances implements Functions {
    /** The result type of a recursion widens a few times at most. */
    private static final int MOST_ROUNDS = 30;

    private final Request request;
    private final Library library;
    private final Overloading overloading;
    private final SideEffects sideEffects = new SideEffects(this::body);
    private final SharedLists sharedLists = new SharedLists(this::function);
    private final Map<Integer, Definition> kernels = new HashMap<>();
    private final Map<Definition, Map<Object, Definition>> inner = new HashMap<>();
    private final Map<Key, Instance> instances = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<Key, Literals.Needed> literals = new HashMap<>();
    private final Set<Remark> remarks = new LinkedHashSet<>();
    private int unfinished;

    /** Compared by the function's identity; values that exist only while compiling are part of it. */
    private record Key(Definition definition, List<Object> arguments) {}

    /** A function for argument types; `function` is missing while it is being inferred. */
    private static final class Instance {
        final String name;
        final List<Argument> arguments;
        Optional<Type> result;
        boolean used;
        Function function;

        Instance(String name, List<Argument> arguments, Optional<Type> result) {
            this.name = name;
            this.arguments = arguments;
            this.result = result;
        }
    }

    Instances(Request request) {
        this.request = request;
        this.library = new Library(request.library());
        this.overloading = new Overloading(request.overloads());
    }

    @Override
    public void remark(Remark remark) {
        remarks.add(remark);
    }

    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public Optional<Definition> library(String name) {
        return library.find(name);
    }

    @Override
    public Request.ClassSource classSource(int index) {
        return request.classes().get(index);
    }

    @Override
    public boolean acts(Expr expression) {
        return sideEffects.in(expression);
    }

    @Override
    public boolean acts(List<Stmt> statements) {
        return sideEffects.of(statements);
    }

    @Override
    public Optional<SharedChange> changed(List<Stmt> body, Predicate<String> outside) {
        return sharedLists.changed(body, outside);
    }

    @Override
    public Functions.Overloads overloads() {
        return overloading;
    }

    /** All functions that are done, in the order in which they were first called. */
    List<Function> functions() {
        return instances.values().stream().map(instance -> instance.function).toList();
    }

    /** The request's functions that the kernel has become of: with what, and what they give. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        instances.forEach((key, instance) -> {
            if (key.definition().kernel.orElse(request.root()) != request.root()) {
                part(key.definition(), instance)
                        .filter(one -> !parts.contains(one))
                        .ifPresent(parts::add);
            }
        });
        return parts;
    }

    /** Empty where something is passed that has no type of its own. */
    private static Optional<Part> part(Definition definition, Instance instance) {
        List<Part.Argument> arguments = new ArrayList<>();
        for (Argument one : instance.arguments) {
            Optional<Object> literal =
                    definition.literals.contains(one.name()) ? Literals.value(one.value()) : Optional.empty();
            if (literal.isEmpty() && !one.passed(definition)) {
                return Optional.empty();
            }
            Type type = one.value() instanceof Computed c ? c.type() : Type.STR;
            arguments.add(new Part.Argument(type instanceof Type.Array array ? array.anyLast() : type, literal));
        }
        return Optional.of(new Part(definition.kernel.getAsInt(), arguments, instance.result.orElseThrow()));
    }

    @Override
    public Definition inner(Object node, Definition around, Supplier<Definition> define) {
        return inner.computeIfAbsent(around, _ -> new IdentityHashMap<>()).computeIfAbsent(node, _ -> define.get());
    }

    @Override
    public Set<String> callees(List<Stmt> body) {
        Set<String> found = new LinkedHashSet<>();
        callees(body, found);
        return found;
    }

    private void callees(List<Stmt> body, Set<String> found) {
        Trees.each(body, Expr.Call.class, call -> {
            if (found.add(call.instance())) {
                callees(body(call.instance()), found);
            }
        });
    }

    @Override
    public List<Stmt> body(String name) {
        return function(name).map(Function::body).orElse(List.of());
    }

    /** An instance, unless it is being inferred. */
    Optional<Function> function(String name) {
        return instances.values().stream()
                .filter(one -> one.name.equals(name) && one.function != null)
                .map(one -> one.function)
                .findFirst();
    }

    @Override
    public boolean isInner(Definition inner, Definition around) {
        return this.inner.getOrDefault(around, Map.of()).containsValue(inner);
    }

    @Override
    public Definition kernel(int index) {
        return kernels.computeIfAbsent(index, this::parse);
    }

    private Definition parse(int index) {
        Request.Source source = request.functions().get(index);
        dev.jaculus.syntax.ast.Stmt.FunctionDef tree = Parser.function(source.file());
        return new Definition(
                source,
                index,
                source.inClass().map(name -> PrivateNames.mangled(tree, name)).orElse(tree));
    }

    /** The kernel itself, for the request's types. */
    void root() {
        Definition definition = kernel(request.root());
        Span span = definition.tree.span();
        List<Value> given = new ArrayList<>();
        Place place = new Place(definition.file, span, "");
        for (Type type : request.arguments()) {
            Frozen constant = request.constants().get(given.size());
            if (constant != null) {
                given.add(Frozens.value(new Value.Fixed(constant), "an argument", place));
            } else {
                given.add(new Computed(
                        type instanceof Type.None ? Trees.none(span) : new Expr.Local(type, "", false, span)));
            }
        }
        Signature signature = new Signature(definition);
        List<Argument> bound =
                signature.asHostsPass(given).orElseGet(() -> signature.bind(new CallArguments(place, given)));
        Map<String, Type> literal = new HashMap<>();
        for (Argument one : bound) {
            int position = given.indexOf(one.value());
            if (request.isLiteral(position)) {
                literal.put(one.name(), request.arguments().get(position));
            }
        }
        List<Argument> arguments = bound.stream().map(Instances::known).toList();
        try {
            root(literal.isEmpty() ? definition : definition.literal(literal.keySet()), arguments, literal);
        } catch (Literals.Needed needed) {
            throw new LiteralArguments(List.copyOf(needed.parameters()));
        }
    }

    private void root(Definition definition, List<Argument> arguments, Map<String, Type> literal) {
        List<Parameter> parameters = new ArrayList<>();
        for (Argument one : arguments) { // a host passes the constants that the kernel is compiled for too
            parameters.addAll(
                    literal.containsKey(one.name())
                            ? List.of(new Parameter(one.name(), literal.get(one.name())))
                            : parameters(definition, List.of(one)));
        }
        if (definition.isGenerator()) {
            generatorRoot(definition, arguments, parameters);
        } else {
            // With constants that the host passes it is not the form that a kernel calls.
            Key key = definition.literals.isEmpty() ? key(definition, arguments) : new Key(definition, List.of("root"));
            infer(key, definition, arguments, request.result(), parameters);
        }
    }

    private static Key key(Definition definition, List<Argument> arguments) {
        return new Key(
                definition,
                arguments.stream().map(argument -> argument.key(definition)).toList());
    }

    /** An argument that is known now, such as a member of an enum, is not passed. */
    private static Argument known(Argument argument) {
        boolean passed = argument.omitted()
                || !(argument.value() instanceof Computed c)
                || c.tree() instanceof Expr.Local
                || c.tree().type() instanceof Type.None;
        return passed ? argument : new Argument(argument.name(), argument.value(), true);
    }

    /** The kernel that makes the generator. */
    private void generatorRoot(Definition definition, List<Argument> arguments, List<Parameter> parameters) {
        Instance maker = new Instance(name(definition, arguments), arguments, Optional.empty());
        instances.put(new Key(definition, List.of("the kernel that makes it")), maker);
        Optional<Type> item = request.result().map(Instances::item);
        Instance body = infer(definition, arguments, item);
        Span span = definition.tree.span();
        List<Expr> given = arguments.stream()
                .filter(argument -> argument.passed(definition))
                .<Expr>map(
                        argument -> new Expr.Local(((Computed) argument.value()).type(), argument.name(), false, span))
                .toList();
        Type.Generator type = new Type.Generator(body.result.orElseThrow());
        Expr made = new Expr.Generate(type, body.name, given, span);
        maker.result = Optional.of(type);
        maker.function = function(maker, definition, parameters, List.of(new Stmt.Return(made, span)), false);
    }

    @Override
    public boolean counts() {
        return request.counted();
    }

    @Override
    public Value kernelCall(Scope caller, int index, CallArguments given) {
        return call(caller, kernel(index).under(caller.definition()), given);
    }

    /** What a function's body gives: a generator's items. */
    private static Type item(Type result) {
        return result instanceof Type.Generator generator ? generator.item() : result;
    }

    @Override
    public Value call(Scope caller, Definition definition, CallArguments given) {
        return call(caller, definition, definition.defaults, given, List.of());
    }

    @Override
    public Value call(
            Scope caller, Definition definition, List<Value> defaults, CallArguments given, List<Argument> captured) {
        Signature parameters = new Signature(definition, defaults);
        List<Argument> bound = parameters.bind(caller.lists().settled(parameters.withTuples(given)));
        Given whole = new Given(bound, captured);
        if (definition.isGenerator()) {
            return caller.kept(Generators.called(definition, whole.atRunTime(caller, definition)));
        }
        Typed typed = typed(caller, definition, whole, given.place());
        Type result = result(typed.instance(), definition, given.place());
        Expr call = new Expr.Call(
                result, typed.instance().name, typed.passed(), given.place().span());
        // A generator is somewhere else afterwards: what comes later in the expression must find it there.
        boolean moves = bound.stream().anyMatch(argument -> Values.isGenerator(argument.value()));
        return new Computed(moves && !(result instanceof Type.None) ? caller.hide(call, "given") : call);
    }

    @Override
    public Expr generator(Scope caller, Definition definition, List<Argument> whole, Place place) {
        Typed typed = typed(caller, definition, new Given(List.of(), whole), place);
        Type item = result(typed.instance(), definition, place);
        return new Expr.Generate(new Type.Generator(item), typed.instance().name, typed.passed(), place.span());
    }

    /** A mistake in what is called, with the call. */
    private Diagnostic.Failure called(
            Scope caller, Definition definition, List<Argument> arguments, Place place, Diagnostic.Failure failure) {
        if (definition.library) {
            return caller.definition().library
                    ? failure
                    : Errors.inLibrary(
                            place,
                            library.displayed(definition),
                            ArrayArguments.wrong(library.displayed(definition), arguments)
                                    .orElse(failure.diagnostic().message()));
        }
        return new Diagnostic.Failure(failure.diagnostic().calledBy(definition.name + types(arguments), place));
    }

    /** What a call calls, and with what. */
    private record Typed(Instance instance, List<Expr> passed) {}

    /** Which of the function's signatures takes them, where it has signatures. */
    private static Optional<Request.Signature> signature(
            Scope caller, Definition definition, Given given, Place place) {
        return definition.signatures.isEmpty()
                ? Optional.empty()
                : Optional.of(DeclaredSignatures.best(definition, given.inParts(caller, definition), place));
    }

    /** The function for these arguments, in the form that has constants where it asks for them. */
    private Typed typed(Scope caller, Definition definition, Given given, Place place) {
        Optional<Request.Signature> signature = signature(caller, definition, given, place);
        Optional<Type> result = signature.flatMap(Request.Signature::result).map(Instances::item);
        Definition form = definition;
        while (true) {
            List<Argument> parts = given.inParts(caller, form);
            List<Argument> arguments = signature
                    .map(one -> DeclaredSignatures.converted(parts, one))
                    .orElse(parts);
            try {
                Instance instance = infer(form, arguments, result);
                return new Typed(instance, passed(form, arguments));
            } catch (Diagnostic.Failure failure) {
                throw called(caller, definition, arguments, place, failure);
            } catch (Literals.Needed needed) {
                Literals.require(caller, needed, definition.name, given.all(), place);
                form = form.literal(needed.parameters());
            }
        }
    }

    /** The result type of a function that may not be done: then whoever uses it waits. */
    private static Type result(Instance instance, Definition definition, Place place) {
        if (instance.function == null) {
            instance.used = true;
        }
        return instance.result.orElseThrow(() -> new NotYet(Errors.recursion(place, definition.name), true));
    }

    private static List<Expr> passed(Definition definition, List<Argument> arguments) {
        return arguments.stream()
                .filter(argument -> argument.passed(definition))
                .map(argument -> ((Computed) argument.value()).tree())
                .toList();
    }

    private Instance infer(Definition definition, List<Argument> arguments, Optional<Type> declared) {
        Key key = key(definition, arguments);
        Instance known = instances.get(key);
        if (known != null) {
            return known;
        }
        return infer(key, definition, arguments, declared, parameters(definition, arguments));
    }

    private Instance infer(
            Key key,
            Definition definition,
            List<Argument> arguments,
            Optional<Type> declared,
            List<Parameter> parameters) {
        if (literals.containsKey(key)) {
            throw literals.get(key);
        }
        Instance instance = new Instance(name(definition, arguments), arguments, declared);
        instances.put(key, instance);
        unfinished++;
        try {
            settle(instance, definition, arguments, declared, parameters);
        } catch (Literals.Needed needed) {
            instances.remove(key);
            names.remove(instance.name);
            literals.put(key, needed);
            throw needed;
        } finally {
            unfinished--;
        }
        return instance;
    }

    /** Infers the body until the result type is the one that the round began with. */
    private void settle(
            Instance instance,
            Definition definition,
            List<Argument> arguments,
            Optional<Type> declared,
            List<Parameter> parameters) {
        Map<Object, ListSite> sites = new HashMap<>();
        List<Type> results = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Set<Key> before = new HashSet<>(instances.keySet());
            instance.used = false;
            FunctionInference inference = new FunctionInference(this, definition, instance.result, sites);
            List<Stmt> body = inference.body(arguments);
            boolean learnt = false;
            for (ListSite site : sites.values()) {
                learnt |= site.proceed();
            }
            if (learnt) {
                discard(before);
                continue;
            }
            inference.pending().stream().filter(NotYet::list).findFirst().ifPresent(notYet -> {
                throw new Diagnostic.Failure(notYet.diagnostic());
            });
            boolean pending = !inference.pending().isEmpty();
            Type result = declared.isPresent()
                    ? checkDeclared(inference, declared.get())
                    : result(inference, instance.result);
            boolean same = instance.result.equals(Optional.of(result));
            boolean exact = inference.returns().stream()
                    .allMatch(returned -> returned.type().equals(result));
            if (same || (exact && !pending && !instance.used)) {
                // Waiting for the result of a function further out: that one will have this one inferred again.
                if (pending && unfinished == 1) {
                    throw new Diagnostic.Failure(inference.pending().getFirst().diagnostic());
                }
                instance.result = Optional.of(result);
                instance.function = function(instance, definition, parameters, body, definition.isGenerator());
                return;
            }
            if (instance.used) {
                discard(before);
            }
            instance.result = Optional.of(result);
            results.add(result);
        }
        Place at = new Place(definition.file, definition.tree.span(), "");
        throw Errors.recursionGrows(at, definition.name, shortened(results.getFirst()), shortened(results.get(1)));
    }

    /** What was inferred with a wrong result type is inferred again. */
    private void discard(Set<Key> but) {
        instances.entrySet().removeIf(entry -> {
            boolean gone = !but.contains(entry.getKey());
            if (gone) {
                names.remove(entry.getValue().name);
            }
            return gone;
        });
    }

    private static String shortened(Type type) {
        String text = Describe.type(type);
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** The arguments of a call as a message shows them. */
    private static String types(List<Argument> arguments) {
        return arguments.stream()
                .map(argument ->
                        argument.value() instanceof Computed c ? c.type().toString() : Describe.value(argument.value()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<Parameter> parameters(Definition definition, List<Argument> arguments) {
        return arguments.stream()
                .filter(argument -> argument.passed(definition))
                .map(argument -> new Parameter(argument.name(), ((Computed) argument.value()).type()))
                .toList();
    }

    private static Function function(
            Instance instance, Definition definition, List<Parameter> parameters, List<Stmt> body, boolean generator) {
        return new Function(
                instance.name,
                definition.name,
                definition.file,
                definition.tree.span(),
                parameters,
                instance.result.orElseThrow(),
                body,
                definition.library,
                definition.options.parallel(),
                generator,
                definition.options.fastmath());
    }

    private static Type result(FunctionInference inference, Optional<Type> assumed) {
        if (inference.returns().isEmpty()) {
            if (!inference.pending().isEmpty()) {
                throw new Diagnostic.Failure(inference.pending().getFirst().diagnostic());
            }
            if (inference.definition().isGenerator()) {
                throw Errors.emptyGenerator(
                        inference.place(inference.definition().tree.span()), inference.definition().name);
            }
            return Type.NONE; // every path raises or loops for ever
        }
        Returned first = inference.returns().getFirst();
        Type result = first.type();
        for (Returned other : inference.returns()) {
            Type common = result;
            result = Promotion.merge(common, other.type())
                    .orElseThrow(() -> Errors.results(
                            inference.place(first.span()),
                            Describe.type(common),
                            inference.place(other.span()),
                            Describe.type(other.type())));
        }
        Type found = result;
        return assumed.flatMap(type -> Promotion.merge(type, found)).orElse(found);
    }

    private static Type checkDeclared(FunctionInference inference, Type declared) {
        for (Returned returned : inference.returns()) {
            if (!Conversions.possible(returned.type(), declared)) {
                throw Errors.declaredResult(inference.place(returned.span()), Describe.type(returned.type()), declared);
            }
        }
        return declared;
    }

    /** For example {@code f(int64, array(float64, 1d, C))}; unique in the program. */
    private String name(Definition definition, List<Argument> arguments) {
        String name = arguments.stream()
                .map(argument -> argument.shown(definition))
                .collect(Collectors.joining(", ", definition.name + "(", ")"));
        String unique = name;
        for (int number = 2; !names.add(unique); number++) {
            unique = name + "#" + number;
        }
        return unique;
    }
}
