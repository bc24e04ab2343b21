package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One round of inference through one function's body: its variables and statements, which all topics share, and the topics themselves, as {@link Topics}. */
public interface Scope {
    Definition definition();

    /** The function that this one's body is a part of, or null. */
    Scope consumer();

    /** A generator's or a closure's body as a part of this function; its variables have names of their own, and share the variables here. */
    Scope part(Definition inner);

    /** Whether the function is defined inside of this one, or of those that this one is a part of. */
    boolean knows(Definition inner);

    Place place(Span span);

    Place place(Span span, String text);

    // Statements.

    void emit(Stmt statement);

    /** Runs a call whose result nobody uses. */
    void run(Value call, Span span);

    /** A truth that a value's type alone decides; a call that gives such a value is made all the same: it may do something, or raise. */
    Expr decided(Expr value, boolean truth, Span span);

    /** The statements that `work` emits. */
    List<Stmt> collect(Runnable work);

    /** Evaluates; where that emits statements, what `first`, which sees them, emits comes before them. */
    <T> T before(Supplier<T> evaluation, Consumer<List<Stmt>> first);

    /** Whether control comes here. */
    boolean reachable();

    /** Control goes no further. */
    void stop();

    // Variables.

    /** The variables here; null where control does not come. */
    Env env();

    void env(Env env);

    /** The names that the function assigns. */
    Set<String> locals();

    /** The variables that functions inside of this one change. */
    Set<String> shared();

    /** A name that no user variable and no other hidden one has. */
    String fresh(String hint);

    /** Puts a value into a hidden variable, unless reading it twice costs and changes nothing. */
    Expr once(Expr value, String hint);

    /** Puts a value into a hidden variable, so that it stays what it is now. */
    Expr hide(Expr value, String hint);

    /** The value with its run-time parts in hidden variables, so that it can be used later, and more than once. */
    Value kept(Value value);

    /** Emits the assignment of a run-time value and remembers its type. */
    void assign(String name, Expr value, Span span);

    /** What is known of the items of a list that is made here. */
    ListSite site(Span span, boolean typed);

    // Results, and what is not known in this round.

    /** What the last round found the result to be, or what the signature declares. */
    Optional<Type> assumedResult();

    void returned(Type type, Span span);

    void skipped(NotYet notYet);

    List<NotYet> pending();

    // Options.

    boolean checkedDivision();

    boolean checkedIndex();

    /** Computes elements of arrays, whose division by zero gives inf, NaN or 0. */
    Expr withoutZeroDivision(Supplier<Expr> computation);

    // Topics.

    /** Who answers for the values of which types, in the order in which they are asked. */
    List<TypeOps> families();

    /** What the first family of types that has an answer says. */
    default <T> Optional<T> ask(Function<TypeOps, Optional<T>> question) {
        for (TypeOps family : families()) {
            Optional<T> answer = question.apply(family);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    Functions functions();

    Topics.OfExpressions expressions();

    Topics.OfOperators operators();

    Topics.OfComparisons comparisons();

    Topics.OfBroadcasting broadcasting();

    Topics.OfAttributes attributes();

    Topics.OfIndexing indexing();

    Topics.OfCalls calls();

    Topics.OfStatements statements();

    Topics.OfAssignments assignments();

    Topics.OfIterations iterations();

    Topics.OfLoops loops();

    Topics.OfParallelLoops parallelLoops();

    Topics.OfFormatting formatting();

    Topics.OfObjectMode objectMode();

    Topics.OfRaising raising();

    Topics.OfTrying trying();

    Topics.OfLists lists();

    Topics.OfObjects objects();

    Topics.OfDictionaries dictionaries();

    Topics.OfSets sets();

    Topics.OfComprehensions comprehensions();

    Topics.OfClosures closures();

    Topics.OfGenerators generators();

    Topics.OfUnrolling unrolling();

    Topics.OfInlining inlining();
}
