package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request;
import dev.jaculus.compiler.Request.Frozen;
import dev.jaculus.compiler.infer.FunctionInference.Returned;
import dev.jaculus.compiler.infer.Value.Computed;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The functions of a program, each typed once for each list of argument types. A recursive call gets the result type that is known so
 * far; when that was wrong, the function is inferred again.
 */
final class Instances {
    /** The result type of a recursion widens a few times at most. */
    private static final int MOST_ROUNDS = 30;

    private final Request request;
    private final Library library;
    private final Overloading overloading;
    private final SideEffects sideEffects = new SideEffects(this);
    private final SharedLists sharedLists = new SharedLists(this);
    private final Map<Integer, Definition> kernels = new HashMap<>();
    private final Map<Definition, Map<Object, Definition>> inner = new HashMap<>();
    private final Map<Key, Instance> instances = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Remark> remarks = new LinkedHashSet<>();
    private int unfinished;

    /** Compared by the function's identity; values that exist only while compiling are part of it. */
    private record Key(Definition definition, List<Object> arguments) {}

    /** A function for argument types; `function` is missing while it is being inferred. */
    private static final class Instance {
        final String name;
        Optional<Type> result;
        boolean used;
        Function function;

        Instance(String name, Optional<Type> result) {
            this.name = name;
            this.result = result;
        }
    }

    Instances(Request request) {
        this.request = request;
        this.library = new Library(request.library());
        this.overloading = new Overloading(request.overloads());
    }

    /** Notes something about the program; the same is kept once, whatever round of inference says it. */
    void remark(Remark remark) {
        remarks.add(remark);
    }

    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    Library library() {
        return library;
    }

    SideEffects sideEffects() {
        return sideEffects;
    }

    SharedLists sharedLists() {
        return sharedLists;
    }

    Overloading overloading() {
        return overloading;
    }

    /** All functions that are done, in the order in which they were first called. */
    List<Function> functions() {
        return instances.values().stream().map(instance -> instance.function).toList();
    }

    /** The function that this part of another's tree defines; the same in each round. */
    Definition inner(Object node, Definition around, Supplier<Definition> define) {
        return inner.computeIfAbsent(around, _ -> new IdentityHashMap<>()).computeIfAbsent(node, _ -> define.get());
    }

    /** The instances that are called from here, at once or by others. */
    Set<String> callees(List<Stmt> body) {
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

    /** The body of an instance, as far as it is known. */
    List<Stmt> body(String name) {
        return function(name).map(Function::body).orElse(List.of());
    }

    /** An instance, unless it is being inferred. */
    Optional<Function> function(String name) {
        return instances.values().stream()
                .filter(one -> one.name.equals(name) && one.function != null)
                .map(one -> one.function)
                .findFirst();
    }

    boolean isInner(Definition inner, Definition around) {
        return this.inner.getOrDefault(around, Map.of()).containsValue(inner);
    }

    Definition kernel(int index) {
        return kernels.computeIfAbsent(index, this::parse);
    }

    private Definition parse(int index) {
        Request.Source source = request.functions().get(index);
        return new Definition(
                source.name(),
                source.file(),
                Parser.function(source.file()),
                name -> Optional.ofNullable(source.names().get(name)).map(Value.Fixed::new),
                source.defaults().stream().<Value>map(Value.Fixed::new).toList(),
                source.options(),
                false,
                source.names().keySet());
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
        List<Argument> arguments = bound.stream().map(Instances::known).toList();
        if (definition.isGenerator()) {
            generatorRoot(definition, arguments);
        } else {
            infer(definition, arguments, request.result());
        }
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
    private void generatorRoot(Definition definition, List<Argument> arguments) {
        Instance maker = new Instance(name(definition, arguments), Optional.empty());
        instances.put(new Key(definition, List.of("the kernel that makes it")), maker);
        Optional<Type> item = request.result().map(type -> type instanceof Type.Generator g ? g.item() : type);
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
        maker.function = function(maker, definition, arguments, List.of(new Stmt.Return(made, span)), false);
    }

    /** A call from a function that is being inferred. */
    Value call(FunctionInference caller, Definition definition, CallArguments given) {
        return call(caller, definition, definition.defaults, given, List.of());
    }

    /** With further arguments: what a closure captures. */
    Value call(
            FunctionInference caller,
            Definition definition,
            List<Value> defaults,
            CallArguments given,
            List<Argument> captured) {
        List<Argument> whole = new ArrayList<>();
        for (Argument bound : new Signature(definition, defaults).bind(caller.lists.settled(given))) {
            whole.add(bound.atRunTime(caller, definition));
        }
        whole.addAll(captured);
        if (definition.isGenerator()) {
            return caller.assignments.kept(Generators.called(definition, whole));
        }
        List<Argument> arguments = inParts(caller, definition, whole);
        Instance instance;
        try {
            instance = infer(definition, arguments, Optional.empty());
        } catch (Diagnostic.Failure failure) {
            if (definition.library && !caller.definition.library) {
                throw Errors.inLibrary(given.place(), library().displayed(definition), failure.diagnostic());
            }
            if (definition.library) {
                throw failure;
            }
            String called = definition.name + types(arguments);
            throw new Diagnostic.Failure(failure.diagnostic().calledBy(called, given.place()));
        }
        Type result = result(instance, definition, given.place());
        Expr call = new Expr.Call(
                result,
                instance.name,
                passed(definition, arguments),
                given.place().span());
        // A generator is somewhere else afterwards: what comes later in the expression must find it there.
        boolean moves = whole.stream().anyMatch(argument -> Generators.is(argument.value()));
        return new Computed(moves && !(result instanceof Type.None) ? caller.hide(call, "given") : call);
    }

    /** A generator as a value, of what the call of its function was given. */
    Expr generator(FunctionInference caller, Definition definition, List<Argument> whole, Place place) {
        List<Argument> arguments = inParts(caller, definition, whole);
        Instance instance = infer(definition, arguments, Optional.empty());
        Type item = result(instance, definition, place);
        return new Expr.Generate(new Type.Generator(item), instance.name, passed(definition, arguments), place.span());
    }

    private static List<Argument> inParts(FunctionInference caller, Definition definition, List<Argument> whole) {
        List<Argument> arguments = new ArrayList<>();
        for (Argument one : whole) {
            arguments.addAll(one.passed(definition) ? List.of(one) : one.inParts(caller));
        }
        return arguments;
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
        Key key = new Key(
                definition,
                arguments.stream().map(argument -> argument.key(definition)).toList());
        Instance known = instances.get(key);
        if (known != null) {
            return known;
        }
        Instance instance = new Instance(name(definition, arguments), declared);
        instances.put(key, instance);
        unfinished++;
        try {
            settle(instance, definition, arguments, declared);
        } finally {
            unfinished--;
        }
        return instance;
    }

    /** Infers the body until the result type is the one that the round began with. */
    private void settle(Instance instance, Definition definition, List<Argument> arguments, Optional<Type> declared) {
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
                instance.function = function(instance, definition, arguments, body, definition.isGenerator());
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

    private static Function function(
            Instance instance, Definition definition, List<Argument> arguments, List<Stmt> body, boolean generator) {
        List<Parameter> parameters = arguments.stream()
                .filter(argument -> argument.passed(definition))
                .map(argument -> new Parameter(argument.name(), ((Computed) argument.value()).type()))
                .toList();
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
            if (inference.definition.isGenerator()) {
                throw Errors.emptyGenerator(
                        inference.place(inference.definition.tree.span()), inference.definition.name);
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
