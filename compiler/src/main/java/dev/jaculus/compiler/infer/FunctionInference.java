package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.call.Attributes;
import dev.jaculus.compiler.infer.call.Calls;
import dev.jaculus.compiler.infer.call.Formatting;
import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Functions;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Parameters;
import dev.jaculus.compiler.infer.core.Parts;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable.Static;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.infer.flow.Assignments;
import dev.jaculus.compiler.infer.flow.Closures;
import dev.jaculus.compiler.infer.flow.Comprehensions;
import dev.jaculus.compiler.infer.flow.Expressions;
import dev.jaculus.compiler.infer.flow.Generators;
import dev.jaculus.compiler.infer.flow.Inlining;
import dev.jaculus.compiler.infer.flow.Loops;
import dev.jaculus.compiler.infer.flow.ObjectMode;
import dev.jaculus.compiler.infer.flow.ParallelLoops;
import dev.jaculus.compiler.infer.flow.Raising;
import dev.jaculus.compiler.infer.flow.Statements;
import dev.jaculus.compiler.infer.flow.Trying;
import dev.jaculus.compiler.infer.flow.Unrolling;
import dev.jaculus.compiler.infer.ops.ArrayOps;
import dev.jaculus.compiler.infer.ops.AttributeOverloads;
import dev.jaculus.compiler.infer.ops.Broadcasting;
import dev.jaculus.compiler.infer.ops.ByteTexts;
import dev.jaculus.compiler.infer.ops.Comparisons;
import dev.jaculus.compiler.infer.ops.Dictionaries;
import dev.jaculus.compiler.infer.ops.GeneratorOps;
import dev.jaculus.compiler.infer.ops.Indexing;
import dev.jaculus.compiler.infer.ops.Iterations;
import dev.jaculus.compiler.infer.ops.Lists;
import dev.jaculus.compiler.infer.ops.LiteralDictOps;
import dev.jaculus.compiler.infer.ops.NumberOps;
import dev.jaculus.compiler.infer.ops.Objects;
import dev.jaculus.compiler.infer.ops.Operators;
import dev.jaculus.compiler.infer.ops.OptionalOps;
import dev.jaculus.compiler.infer.ops.Randoms;
import dev.jaculus.compiler.infer.ops.RangeOps;
import dev.jaculus.compiler.infer.ops.Records;
import dev.jaculus.compiler.infer.ops.Sets;
import dev.jaculus.compiler.infer.ops.SliceOps;
import dev.jaculus.compiler.infer.ops.TextOps;
import dev.jaculus.compiler.infer.ops.TupleOps;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One round through one function's body: the state that all topics share. The topics themselves are in the classes it makes. */
final class FunctionInference implements Scope {
    final Instances instances;
    final Definition definition;
    final Set<String> locals;
    /** The variables that functions inside of this one change. */
    final Set<String> shared;

    private final Expressions expressions = new Expressions(this);
    private final Operators operators = new Operators(this);
    private final Comparisons comparisons = new Comparisons(this);
    private final Broadcasting broadcasting = new Broadcasting(this);
    private final Attributes attributes = new Attributes(this);
    private final Indexing indexing = new Indexing(this);
    private final Calls calls = new Calls(this);
    private final Statements statements = new Statements(this);
    private final Assignments assignments = new Assignments(this);
    private final Iterations iterations = new Iterations(this);
    private final Loops loops = new Loops(this);
    private final ParallelLoops parallelLoops = new ParallelLoops(this);
    private final Formatting formatting = new Formatting(this);
    private final ObjectMode objectMode = new ObjectMode(this);
    private final Raising raising = new Raising(this);
    private final Trying trying = new Trying(this);
    private final Lists lists = new Lists(this);
    private final Objects objects = new Objects(this);
    private final Dictionaries dictionaries = new Dictionaries(this);
    private final Sets sets = new Sets(this);
    private final Comprehensions comprehensions = new Comprehensions(this);
    private final Closures closures = new Closures(this);
    private final Generators generators = new Generators(this);
    private final Unrolling unrolling = new Unrolling(this);
    private final Inlining inlining = new Inlining(this);

    /** Who answers for the values of which types, in the order in which they are asked. */
    final List<TypeOps> families = List.of(
            objects,
            new OptionalOps(this),
            new ByteTexts(this),
            new LiteralDictOps(this),
            new Records(this),
            new SliceOps(this),
            new Randoms(this),
            new TupleOps(this),
            new TextOps(this),
            new RangeOps(this),
            new GeneratorOps(this),
            new AttributeOverloads(this),
            lists,
            new ArrayOps(this),
            new NumberOps());

    /** The function that this one's body is a part of, or null. */
    final FunctionInference consumer;

    /** The variables here; null where control does not come. */
    Env env = new Env();

    /** What the last round found the result to be, or what the signature declares. */
    final Optional<Type> assumedResult;

    private List<Stmt> out = new ArrayList<>();
    private final List<Returned> returns = new ArrayList<>();
    private final List<NotYet> pending;
    private int hidden;
    /** Whether what is computed is an element of an array. */
    private boolean quiet;

    /** A return statement's type. */
    record Returned(Type type, Span span) {}

    /** Where this function makes lists, and what is known of their items. */
    final Map<Object, ListSite> sites;

    FunctionInference(
            Instances instances, Definition definition, Optional<Type> assumedResult, Map<Object, ListSite> sites) {
        this(instances, definition, assumedResult, sites, null);
    }

    private FunctionInference(
            Instances instances,
            Definition definition,
            Optional<Type> assumedResult,
            Map<Object, ListSite> sites,
            FunctionInference consumer) {
        this.consumer = consumer;
        this.pending = consumer == null ? new ArrayList<>() : consumer.pending;
        this.sites = sites;
        this.instances = instances;
        this.definition = definition;
        this.assumedResult = assumedResult;
        this.locals = LocalNames.of(definition.tree);
        locals.addAll(definition.captures);
        this.shared = Inlining.nonlocals(definition.tree);
    }

    /** Whether the function is defined inside of this one, or of those that this one is a part of. */
    @Override
    public boolean knows(Definition inner) {
        return instances.isInner(inner, definition.source()) || (consumer != null && consumer.knows(inner));
    }

    /** A generator's body as a part of this function; its variables have names of their own, and share the `env`. */
    @Override
    public FunctionInference part(Definition generator) {
        var part = new FunctionInference(instances, generator, Optional.empty(), sites, this);
        part.loops.begin(loops);
        part.parallelLoops.begin(parallelLoops);
        part.trying.begin(trying);
        part.unrolling.begin(unrolling);
        return part;
    }

    /** Infers the body for these arguments; those that exist at run time are parameters of the typed function. */
    List<Stmt> body(List<Argument> arguments) {
        return collect(() -> inferBody(arguments));
    }

    private void inferBody(List<Argument> arguments) {
        Set<String> changed = LocalNames.of(definition.tree.body());
        Span span = definition.tree.span();
        for (Argument argument : arguments) {
            Span where = parameterSpan(argument.name(), span);
            boolean asKnown = definition.literals.contains(argument.name()) && !changed.contains(argument.name());
            if (!definition.library && !asKnown && !argument.passed(definition) && Texts.is(argument.value())) {
                assign(argument.name(), Texts.tree(argument.value(), where), where); // a default
                continue;
            }
            switch (argument.value()) {
                case Computed c
                when argument.passed(definition) ->
                    env.put(argument.name(), new Typed(c.type(), Optional.empty(), false, where));
                // The body may change it, in a loop for example.
                case Computed c when changed.contains(argument.name()) -> assign(argument.name(), c.tree(), where);
                case Computed c
                when c.tree() instanceof Expr.Const literal && Trees.isLiteral(literal) ->
                    env.put(argument.name(), new Typed(c.type(), Optional.of(literal), false, where));
                case Value value -> env.put(argument.name(), new Static(value, where));
            }
        }
        arguments.forEach(this::declareParameter);
        statements.block(definition.tree.body());
        if (env != null && !definition.isGenerator()) {
            returned(Type.NONE, span);
        }
    }

    private void declareParameter(Argument argument) {
        if (definition.options.locals().containsKey(argument.name())
                && env.get(argument.name()).orElse(null) instanceof Typed typed) {
            Span where = typed.where();
            assign(argument.name(), new Expr.Local(typed.type(), argument.name(), false, where), where);
        }
    }

    private Span parameterSpan(String name, Span otherwise) {
        return Parameters.all(definition.tree.args()).stream()
                .filter(arg -> arg.arg().equals(name))
                .map(dev.jaculus.syntax.ast.Expr.Arg::span)
                .findFirst()
                .orElse(otherwise);
    }

    // Statements.

    @Override
    public void emit(Stmt statement) {
        out.add(statement);
        trying.mayRaise();
    }

    /** The statements that `work` emits. */
    @Override
    public List<Stmt> collect(Runnable work) {
        List<Stmt> outer = out;
        List<Stmt> inner = new ArrayList<>();
        out = inner;
        try {
            work.run();
        } finally {
            out = outer;
        }
        return inner;
    }

    /** Evaluates; where that emits statements, what `first`, which sees them, emits comes before them. */
    @Override
    public <T> T before(Supplier<T> evaluation, Consumer<List<Stmt>> first) {
        int here = out.size();
        T result = evaluation.get();
        if (out.size() > here && reachable()) {
            List<Stmt> emitted = List.copyOf(out.subList(here, out.size()));
            out.addAll(here, collect(() -> first.accept(emitted)));
        }
        return result;
    }

    /** Runs a call whose result nobody uses. */
    @Override
    public void run(Value call, Span span) {
        if (call instanceof Computed c) {
            emit(new Stmt.Evaluate(c.tree(), span));
        }
    }

    @Override
    public Expr decided(Expr tree, boolean truth, Span span) {
        if (!Trees.simple(tree)) {
            emit(new Stmt.Evaluate(tree, span));
        }
        return Trees.bool(truth, span);
    }

    @Override
    public boolean reachable() {
        return env != null;
    }

    @Override
    public void stop() {
        env = null;
    }

    // Variables.

    /** A name that no user variable and no other hidden one has. */
    @Override
    public String fresh(String hint) {
        if (consumer != null) {
            return consumer.fresh(hint);
        }
        hidden++;
        return "$" + hint + hidden;
    }

    /** Puts a value into a hidden variable, unless reading it twice costs and changes nothing. */
    @Override
    public Expr once(Expr value, String hint) {
        return Trees.simple(value) ? value : hide(value, hint);
    }

    /** Puts a value into a hidden variable, so that it stays what it is now. */
    @Override
    public Expr hide(Expr value, String hint) {
        if (value instanceof Expr.Const) {
            return value;
        }
        if (value instanceof Expr.TupleOf tuple) {
            List<Expr> items =
                    tuple.items().stream().map(item -> hide(item, hint)).toList();
            return new Expr.TupleOf(tuple.type(), items, tuple.span());
        }
        String name = fresh(hint);
        assign(name, value, value.span());
        return new Expr.Local(value.type(), name, false, value.span());
    }

    /** The value with its run-time parts in hidden variables, so that it can be used later, and more than once. */
    @Override
    public Value kept(Value value) {
        if (value instanceof Value.Listing l) {
            return new Computed(hide(lists.made(l).tree(), "value"));
        }
        if (value instanceof Value.Sequence s) {
            return new Value.Sequence(s.items().stream().map(this::kept).toList(), s.names());
        }
        return Parts.map(value, tree -> hide(tree, "value"));
    }

    /** What is known of the items of a list that is made here. */
    @Override
    public ListSite site(Span span, boolean typed) {
        return sites.computeIfAbsent(unrolling.key(span), _ -> new ListSite(typed));
    }

    /** Emits the assignment of a run-time value and remembers its type. */
    @Override
    public void assign(String name, Expr given, Span span) {
        Expr value = DeclaredLocals.converted(this, name, given);
        emit(new Stmt.Assign(name, value, span));
        Optional<Expr.Const> literal =
                value instanceof Expr.Const c && Trees.isLiteral(c) ? Optional.of(c) : Optional.empty();
        env.put(name, new Typed(value.type(), literal, false, span));
    }

    // Results.

    @Override
    public void returned(Type type, Span span) {
        returns.add(new Returned(type, span));
    }

    List<Returned> returns() {
        return returns;
    }

    // What is not known in this round.

    @Override
    public void skipped(NotYet notYet) {
        pending.add(notYet);
    }

    @Override
    public List<NotYet> pending() {
        return pending;
    }

    // Places.

    @Override
    public Place place(Span span) {
        return new Place(definition.file, span, "");
    }

    @Override
    public Place place(Span span, String text) {
        return new Place(definition.file, span, text);
    }

    @Override
    public boolean checkedDivision() {
        return definition.options.raiseOnZeroDivision() && !quiet;
    }

    /** Computes elements of arrays, whose division by zero gives inf, NaN or 0. */
    @Override
    public Expr withoutZeroDivision(Supplier<Expr> computation) {
        boolean before = quiet;
        quiet = true;
        try {
            return computation.get();
        } finally {
            quiet = before;
        }
    }

    @Override
    public boolean checkedIndex() {
        return definition.options.boundscheck();
    }

    // What others may see.

    @Override
    public Definition definition() {
        return definition;
    }

    @Override
    public Scope consumer() {
        return consumer;
    }

    @Override
    public Env env() {
        return env;
    }

    @Override
    public Set<String> locals() {
        return locals;
    }

    @Override
    public Set<String> shared() {
        return shared;
    }

    @Override
    public Optional<Type> assumedResult() {
        return assumedResult;
    }

    @Override
    public List<TypeOps> families() {
        return families;
    }

    @Override
    public Functions functions() {
        return instances;
    }

    @Override
    public void env(Env env) {
        this.env = env;
    }

    @Override
    public Topics.OfExpressions expressions() {
        return expressions;
    }

    @Override
    public Topics.OfOperators operators() {
        return operators;
    }

    @Override
    public Topics.OfComparisons comparisons() {
        return comparisons;
    }

    @Override
    public Topics.OfBroadcasting broadcasting() {
        return broadcasting;
    }

    @Override
    public Topics.OfAttributes attributes() {
        return attributes;
    }

    @Override
    public Topics.OfIndexing indexing() {
        return indexing;
    }

    @Override
    public Topics.OfCalls calls() {
        return calls;
    }

    @Override
    public Topics.OfStatements statements() {
        return statements;
    }

    @Override
    public Topics.OfAssignments assignments() {
        return assignments;
    }

    @Override
    public Topics.OfIterations iterations() {
        return iterations;
    }

    @Override
    public Topics.OfLoops loops() {
        return loops;
    }

    @Override
    public Topics.OfParallelLoops parallelLoops() {
        return parallelLoops;
    }

    @Override
    public Topics.OfFormatting formatting() {
        return formatting;
    }

    @Override
    public Topics.OfObjectMode objectMode() {
        return objectMode;
    }

    @Override
    public Topics.OfRaising raising() {
        return raising;
    }

    @Override
    public Topics.OfTrying trying() {
        return trying;
    }

    @Override
    public Topics.OfLists lists() {
        return lists;
    }

    @Override
    public Topics.OfObjects objects() {
        return objects;
    }

    @Override
    public Topics.OfDictionaries dictionaries() {
        return dictionaries;
    }

    @Override
    public Topics.OfSets sets() {
        return sets;
    }

    @Override
    public Topics.OfComprehensions comprehensions() {
        return comprehensions;
    }

    @Override
    public Topics.OfClosures closures() {
        return closures;
    }

    @Override
    public Topics.OfGenerators generators() {
        return generators;
    }

    @Override
    public Topics.OfUnrolling unrolling() {
        return unrolling;
    }

    @Override
    public Topics.OfInlining inlining() {
        return inlining;
    }
}
