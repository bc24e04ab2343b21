package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.parallel.LoopPlan;
import dev.jaculus.compiler.request.Request.ClassSource;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the topics of inference may ask of each other: all that one may call of another is on this page. A topic gets the {@link Scope} that it works in, and
 * from that these; it can so be read, tested and replaced alone.
 */
public interface Topics {
    /** Expressions. */
    interface OfExpressions {
        /** The value of an expression. */
        Value value(dev.jaculus.syntax.ast.Expr expression);

        /** A value of which a list may be that does not know its items yet: its use tells them. */
        Value operand(dev.jaculus.syntax.ast.Expr expression);

        /** A value that exists at run time. */
        Expr tree(dev.jaculus.syntax.ast.Expr expression);

        /** The value as it exists at run time. */
        Expr tree(Value value, Span span);

        /** What a name means here: a variable, a global, a builtin. */
        Value name(dev.jaculus.syntax.ast.Expr.Name name);

        /** An expression that is evaluated on one path only. */
        Branch branch(dev.jaculus.syntax.ast.Expr expression);

        /** What `work` makes on one path, on which it assigns no variables of the program's. */
        Branch branch(Supplier<Value> work);

        /** What `work` makes of the expression on one path. */
        Branch branch(dev.jaculus.syntax.ast.Expr expression, Supplier<Value> work);

        /** {@code then if test else orElse}, both converted to their common type. */
        Expr choose(Expr test, Branch then, Branch orElse, Span span);
    }

    /** Arithmetic and bit operators. */
    interface OfOperators {
        /** The new value of a variable, a field or an element after {@code op=}. */
        Value augmented(dev.jaculus.syntax.ast.Expr.Operator operator, Value old, Value operand, Span span);

        /** {@code left op right}. */
        Value binary(dev.jaculus.syntax.ast.Expr.Operator operator, Value left, Value right, Span span);

        /** {@code array op= operand}: the ufunc's own loop, whose result then becomes whatever the array holds. */
        Optional<Expr> inPlace(dev.jaculus.syntax.ast.Expr.Operator operator, Expr array, Value operand, Span span);

        /** {@code left op right} of numbers. */
        Expr scalar(dev.jaculus.syntax.ast.Expr.Operator operator, Expr left, Expr right, Span span);

        /** {@code op operand}. */
        Value unary(dev.jaculus.syntax.ast.Expr.UnaryOperator operator, Value operand, Span span);
    }

    /** Comparisons and truth. */
    interface OfComparisons {
        /** {@code a < b < c}: each operand is evaluated once, and only as far as needed. */
        Value chain(dev.jaculus.syntax.ast.Expr.Compare e);

        /** {@code left op right}, also {@code is} and {@code in}. */
        Value compare(dev.jaculus.syntax.ast.Expr.CompareOperator operator, Value left, Value right, Span span);

        /** {@code left < right} and the like. */
        Value ordered(Order order, Value left, Value right, Span span);

        /** {@code item in container}. */
        Expr contains(Value item, Value container, Span span);

        /** The truth of an expression, of which only the truth matters: operands of `and` and `or` may then have any types. */
        Expr condition(dev.jaculus.syntax.ast.Expr expression);

        /** The truth of a value as a bool; a constant where it is known. */
        Expr truth(Value value, Span span);

        /** {@code and} and {@code or}, which give one of their operands. */
        Value logic(dev.jaculus.syntax.ast.Expr.BoolOp e);
    }

    /** Elementwise computation. */
    interface OfBroadcasting {
        /** A ufunc of numbers and arrays. */
        Expr ufunc(Ufunc ufunc, List<Expr> operands, Span span);

        /** The same, with the type of the results if one is given. */
        Expr ufunc(Ufunc ufunc, List<Expr> operands, Optional<Type.Scalar> dtype, Span span);

        /** Where the condition is true the one, else what `otherwise` has, in its type; the one is not computed elsewhere. */
        Expr chosen(Expr condition, Expr one, Expr otherwise, Span span);

        /**
         * An operator, of which at least one operand is an array. The ufunc says the type of the result, but each element is computed
         * as the same operator computes numbers, in their wider types, and converted in the end. So does Numba.
         */
        Expr operator(Ufunc ufunc, List<Expr> operands, Function<List<Expr>, Expr> numbers, Span span);

        /** The ufunc of an array and an operand that are computed before. */
        Expr inPlace(Ufunc ufunc, Expr array, Expr operand, Span span);

        /** `body` of one element from each operand, C-ordered; without arrays just that. */
        Expr elementwise(List<Expr> operands, Function<List<Expr>, Expr> body, Span span);

        /** The same, but F-ordered where an array is and none is C-ordered, as Numba's ufuncs are: computed with all axes reversed. */
        Expr laidOut(List<Expr> operands, Function<List<Expr>, Expr> body, Span span);
    }

    /** Attributes. */
    interface OfAttributes {
        /** {@code value.name}. */
        Value of(Value given, String name, Span span);
    }

    /** Subscripts of arrays, and what stands in brackets. */
    interface OfIndexing {
        /** {@code base[index]}. */
        Value load(dev.jaculus.syntax.ast.Expr.Subscript e);

        /** {@code array[index]}. */
        Value load(Expr array, Value index, dev.jaculus.syntax.ast.Expr.Subscript e);

        /** What stands in the brackets. */
        Value index(dev.jaculus.syntax.ast.Expr source);

        /** A bound of a slice; None is as if it were left out. */
        Optional<Expr> bound(Value value, Span span);

        /** The item or row at a place that is known to be in range. */
        Expr at(Expr array, Expr place, Span span);

        /** The same, but an item is a view without axes. */
        Expr viewAt(Expr array, Expr place, Span span);

        /** What an index selects of an array: a view, also where that is one element; a copy where arrays are among the indices. */
        Expr view(Expr array, Value index, dev.jaculus.syntax.ast.Expr source);

        /** {@code base[index] = value}. */
        void store(dev.jaculus.syntax.ast.Expr.Subscript target, Value value);

        /** {@code del base[index]}. */
        void delete(dev.jaculus.syntax.ast.Expr.Subscript target);

        /** A view by indices of which none is an array. */
        Expr basic(Expr base, Value index, dev.jaculus.syntax.ast.Expr source);

        /** {@code target[...] = value}. */
        void storeArray(Expr target, Value value, Span span);

        /** The array with its elements converted. */
        Expr elements(Expr array, Type.Scalar element, Span span);

        /** {@code base[index] op= value}. */
        void augment(dev.jaculus.syntax.ast.Expr.Subscript target, dev.jaculus.syntax.ast.Stmt.AugAssign s);

        /** {@code array += operand}: in place. */
        void augmentArray(Expr array, Value operand, dev.jaculus.syntax.ast.Stmt.AugAssign s);
    }

    /** Calls. */
    interface OfCalls {
        /** A call as it is written. */
        Value call(dev.jaculus.syntax.ast.Expr.Call e);

        /** {@code *tuple} in a call or a tuple. */
        List<Value> spread(dev.jaculus.syntax.ast.Expr.Starred starred);

        /** A call of a value. */
        Value call(Value callee, CallArguments arguments);

        /** A call that the compiler itself makes. */
        Value named(String name, List<Value> arguments, Span span);

        /** A call of a function by its canonical name, such as {@code numpy.sum}. */
        Value named(String name, CallArguments given);

        /** An elementwise result: itself, or `out` (unless that is None) with the result stored into it. */
        Value into(Optional<Value> out, dev.jaculus.compiler.tree.Expr result, String name, CallArguments arguments);

        /**
         * An elementwise result: itself, or `out` (unless that is None) with the result stored into it, where `where` is true. Without `out` NumPy
         * leaves open what is elsewhere.
         */
        Value into(Optional<Value> out, Optional<Value> where, Expr result, String name, CallArguments arguments);
    }

    /** Statements. */
    interface OfStatements {
        /** The body of a loop: whoever comes to its end, or to a {@code continue}, is at the loop's first line once more. */
        void body(Span loop, List<dev.jaculus.syntax.ast.Stmt> block);

        /** Control comes to a line of the user's that is no statement: a clause. */
        void reached(Span clause);

        /** Of our own making: these stand for a statement of the user's, which is counted already. */
        void makeUp(List<dev.jaculus.syntax.ast.Stmt> statements);

        /** Code that control does not reach is not looked at, as in Numba. */
        void block(List<dev.jaculus.syntax.ast.Stmt> block);

        /** An expression as a statement. */
        void evaluate(dev.jaculus.syntax.ast.Stmt.ExprStmt s);

        /** An {@code if} whose two sides `then` and `orElse` infer. The test is missing when its type is not known in this round. */
        void branch(Expr test, Runnable then, Runnable orElse, Span span);
    }

    /** Assignments. */
    interface OfAssignments {
        /** {@code a = b = value}. */
        void assignment(dev.jaculus.syntax.ast.Stmt.Assign s);

        /** {@code a: int = value}. */
        void annotated(dev.jaculus.syntax.ast.Stmt.AnnAssign s);

        /** Stores into any target. */
        void assign(dev.jaculus.syntax.ast.Expr target, Value value);

        /** Binds a name; what exists only while compiling stays that. */
        void bind(String name, Value given, Span span);

        /** {@code target op= value}. */
        void augmented(dev.jaculus.syntax.ast.Stmt.AugAssign s);
    }

    /** What loops go over. */
    interface OfIterations {
        /** What a loop goes over: what the value's {@code __iter__} gives, if it has one. */
        Value iterator(Value given, Span span);

        /** Evaluates what the loop goes over, once, into hidden variables. */
        Iteration of(Value given, Span span);

        /** A range counted from 0, as pieces of a parallel loop need it. */
        Iteration fromZero(Value.Range range, Span span);

        /** The items, by number. */
        Counted counted(Value over, Span span);
    }

    /** Loops. */
    interface OfLoops {
        /** The body of a loop whose `break` and `continue` leave labelled statements. */
        void inside(String broken, List<Env> breaks, String next, List<Env> continues, Runnable body);

        /** Each loop here assigns these too: where it yields, the body of another function's loop runs. */
        void alsoAssign(Set<String> names);

        /** What identifies the loop around; null outside of all. */
        Object around();

        /** {@code break}. */
        void breakLoop(Span span);

        /** {@code continue}. */
        void continueLoop(Span span);

        /** {@code while test: …}. */
        void whileLoop(dev.jaculus.syntax.ast.Stmt.While loop);

        /** {@code for target in over: …}. */
        void forLoop(dev.jaculus.syntax.ast.Stmt.For loop);

        /** The loop's body for each count of `over`, then `otherwise` where nothing broke it. */
        void count(dev.jaculus.syntax.ast.Stmt.For loop, Iteration over, List<dev.jaculus.syntax.ast.Stmt> otherwise);

        /** The same with another body, which may begin with more than the loop's. */
        void count(
                dev.jaculus.syntax.ast.Stmt.For loop,
                Iteration over,
                List<dev.jaculus.syntax.ast.Stmt> otherwise,
                Runnable body);

        /** A loop whose body assigns these names beside the target's. */
        void over(Iteration over, dev.jaculus.syntax.ast.Expr target, Set<String> assigned, LoopBody parts);
    }

    /** Loops whose iterations run in parallel. */
    interface OfParallelLoops {
        /** Whether loops may run in parallel here: it was asked for, and it is not inside of such a loop. */
        boolean allowed();

        /** The function as it is called from here: those of the library have the caller's options, and may use several threads. */
        Definition form(Definition callee);

        /** A loop that is to run in parallel, and as it can run; false for any other loop. */
        boolean loop(dev.jaculus.syntax.ast.Stmt.For loop);
    }

    /** Formatted text. */
    interface OfFormatting {
        /** An f-string. */
        Value joined(dev.jaculus.syntax.ast.Expr.JoinedStr e);

        /** CPython's {@code template.format(values)}. */
        Expr host(String template, List<Expr> values, Span span);

        /** {@code "..." % values}. */
        Value percent(String template, Value values, Span span);
    }

    /** Blocks that Python runs. */
    interface OfObjectMode {
        /** The call {@code objmode(...)} of such a `with`, which declares nothing without its brackets; empty for any other. */
        Optional<dev.jaculus.syntax.ast.Expr.Call> call(dev.jaculus.syntax.ast.Stmt.With s);

        /** The block, which Python runs. */
        void block(dev.jaculus.syntax.ast.Stmt.With s, dev.jaculus.syntax.ast.Expr.Call call);
    }

    /** Exceptions that are raised. */
    interface OfRaising {
        /** {@code raise exception}. */
        void raise(dev.jaculus.syntax.ast.Stmt.Raise s);

        /** {@code assert test, message}. */
        void assertion(dev.jaculus.syntax.ast.Stmt.Assert s);

        /** The class of exceptions that a value is; an error if it is none. */
        Stmt.ExceptionClass exception(Value value, Span span);
    }

    /** Handlers of exceptions. */
    interface OfTrying {
        /** A place for an exception that a handler keeps; one of the whole function. */
        int nextRoom();

        /** Control may leave for a handler from here. */
        void mayRaise();

        /** {@code try: …}. */
        void attempt(dev.jaculus.syntax.ast.Stmt.Try s);

        /** {@code raise} alone. */
        void again(Span span);

        /** Raises a caught exception again. */
        void again(Value.CaughtException caught, Span span);

        /** Where the exception of a handler is kept. */
        int room(Handling handler);

        /** Runs all {@code finally}s around before a {@code return}; gives the value as it was before. */
        Expr leaveAll(Expr value);

        /** Runs those inside the loop that control leaves; false if control does not come back from them. */
        boolean leaveLoop(Object loop, Span span);
    }

    /** Lists, whose items tell their type. */
    interface OfLists {
        /** The list that the source writes as {@code [a, b]}. */
        Computed made(Value.Listing listing);

        /** The same as a numba.typed.List. */
        Computed made(Value.Listing listing, boolean typed);

        /** Notes that a list has such an item. */
        void learn(ListSite site, Type item, Span span);

        /** A value as an item of a list; where it tells more of the list than was known, the function is gone through again. */
        Expr item(Type.ListOf list, Expr value, Span span);

        /** Notes that items of this type go into the list. A list from outside stays what it is: a float does not go into a list of ints. */
        void takes(Type.ListOf list, Type item, Span span);

        /** The value, unless it is a list of which nothing is known yet. */
        Value decided(Value value, Span span);

        /** The value as it leaves the function: nothing that happens to it there tells more of its type. */
        Expr settled(Expr value);

        /** The arguments of a call as the callee gets them. */
        CallArguments settled(CallArguments given);

        /** The list as a value at run time. */
        Computed list(Value value);

        /** A list is unpacked into as many names as it has items, or ValueError. */
        List<Value> unpacked(Expr value, int count, Span span);

        /** {@code list += others} and {@code list *= n}, which change the list; false where it is no list or another operator. */
        boolean augmented(Value old, dev.jaculus.syntax.ast.Expr.Operator operator, Value operand, Span span);
    }

    /** Instances of the program's classes. */
    interface OfObjects {
        /** A new instance, which {@code __init__} has filled. */
        Value make(Frozen.Class cls, CallArguments arguments);

        /** A static method or a constant: of an instance, and of the class itself. */
        Optional<Value> ofClass(ClassSource source, String name, Span span);

        /** {@code object[index] = value}. */
        void storeItem(Value object, Value index, Value value, Span span);

        /** What the special method gives, if the value is an instance that has it. */
        Optional<Value> special(String name, Value self, List<Value> others, Span span);
    }

    /** Dictionaries in the source. */
    interface OfDictionaries {
        /** {@code dict()} and {@code dict(pairs)}. */
        Value call(CallArguments arguments);

        /** {@code d[key] = value} of one whose types are not known yet. */
        boolean learns(dev.jaculus.syntax.ast.Expr.Subscript target, Value value);

        /** <code>{key: value, ...}</code>. */
        Value display(dev.jaculus.syntax.ast.Expr.Dict e);

        /** <code>{key: value for ...}</code>: the pairs first. */
        Value comprehension(dev.jaculus.syntax.ast.Expr.DictComp e);
    }

    /** Sets in the source. */
    interface OfSets {
        /** {@code set()} and {@code set(items)}. */
        Value call(CallArguments arguments);

        /** {@code s.add(x)} of one whose type is not known yet. */
        boolean learns(dev.jaculus.syntax.ast.Expr.Call call);

        /** <code>{a, b, ...}</code>. */
        Value display(dev.jaculus.syntax.ast.Expr.Set e);

        /** <code>{a for ...}</code>: its elements first. */
        Value comprehension(dev.jaculus.syntax.ast.Expr.SetComp e);
    }

    /** Comprehensions. */
    interface OfComprehensions {
        /** A list comprehension. */
        Value list(dev.jaculus.syntax.ast.Expr.ListComp written);

        /** A new list of what there is to go over. */
        Value collected(Value over, Span span);

        /** {@code list.append(item)}: the item is evaluated first, for it may change the list. */
        void append(Expr list, Expr item, Span span);
    }

    /** Functions inside of others. */
    interface OfClosures {
        /** {@code def} in a function. */
        void define(dev.jaculus.syntax.ast.Stmt.FunctionDef s);

        /** A lambda. */
        Value lambda(dev.jaculus.syntax.ast.Expr.Lambda e);

        /** A generator expression is the call of a generator function, whose argument is what its first `for` goes over. */
        Value generator(dev.jaculus.syntax.ast.Expr.GeneratorExp e);

        /** An iterator as a generator of the same items, which remembers where it is. */
        Value generator(Object node, Value iterator, Span span);

        /** A `zip` as a generator. */
        Value zipped(Value.Zip zip, Span span);

        /** A call of a function that is defined in another. */
        Value call(Value.Closure closure, CallArguments arguments);

        /** The value as another function can use it: closures take along what they capture. */
        Value bound(Value value);
    }

    /** Generators. */
    interface OfGenerators {
        /** From here on `yield` hands its value to a loop, and `return` leaves this label. */
        void consumedBy(BiConsumer<Value, Span> loop, String exhausted);

        /** The variables at each place that returns. */
        List<Env> returns();

        /** The generator as a value at run time, for where it is more than what one loop goes over. */
        Computed made(Value.Generated g, Span span);

        /** What is kept, and so may be gone over more than once: the generators in it are values. */
        Value settled(Value value, Span span);

        /** {@code next(generator)} and {@code next(generator, default)}; empty for what is no generator. */
        Optional<Value> next(CallArguments arguments);

        /** The loop over a generator. */
        void loop(dev.jaculus.syntax.ast.Stmt.For loop, Value.Generated over);

        /** Whether its body can be a part of this function: a `try` or a function inside cannot, nor what goes over itself. */
        boolean fits(Value.Generated over);

        /** {@code yield value}, which is None to the generator. */
        Value yielded(Optional<dev.jaculus.syntax.ast.Expr> expression, Span span);

        /** A generator from before a parallel loop that its iterations would all ask. */
        Optional<LoopPlan.Obstacle> shared(dev.jaculus.syntax.ast.Stmt.For loop);

        /** {@code yield from iterable}: a loop that yields. */
        Value yieldedFrom(dev.jaculus.syntax.ast.Expr.YieldFrom e);

        /** {@code return}: nobody sees its value, but for what computing it does. */
        void ended(dev.jaculus.syntax.ast.Stmt.Return s);
    }

    /** Loops over items of several types. */
    interface OfUnrolling {
        /** A key for what is learnt of a place in the source. */
        Object key(Object place);

        /** The loop, with a copy of its body for each item. */
        void loop(dev.jaculus.syntax.ast.Stmt.For loop, Value over);
    }

    /** Functions that are part of their caller. */
    interface OfInlining {
        /** From here on `return` leaves this label, with its value in a variable. */
        void begin(String ended, String result);

        /** The variables at each place that returns. */
        List<Env> returns();

        /** Returns a value. */
        void give(Value value, Span span);

        /** What a function reads and writes of the one around. */
        Value call(Value.Closure closure, CallArguments given);

        /** {@code return} in a function that is a part of another; false in any other. */
        boolean returned(Optional<dev.jaculus.syntax.ast.Expr> value, Span span);
    }
}
