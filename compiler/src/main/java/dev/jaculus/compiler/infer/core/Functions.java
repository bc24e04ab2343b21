package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Remark;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The functions of the program, each for the types that it is called with. */
public interface Functions {
    /** Whether the executions of lines are counted. */
    boolean counts();

    /** Notes something about the program; the same is kept once, whatever round of inference says it. */
    void remark(Remark remark);

    /** A function of our library by its canonical name, such as {@code numpy.sum}. */
    Optional<Definition> library(String name);

    /** A class of the request by its number. */
    Request.ClassSource classSource(int index);

    /** Whether evaluating it may change what other expressions give, or shows something outside. */
    boolean acts(Expr expression);

    /** Whether these statements do. */
    boolean acts(List<Stmt> statements);

    /** The first change of lists and objects that iterations share; `outside` says which variables are there before a loop's body. */
    Optional<SharedChange> changed(List<Stmt> body, Predicate<String> outside);

    /** What the user implements by {@code overload} and its like. */
    Overloads overloads();

    /** The function that this part of another's tree defines; the same in each round. */
    Definition inner(Object node, Definition around, Supplier<Definition> define);

    /** The instances that are called from here, at once or by others. */
    Set<String> callees(List<Stmt> body);

    /** The body of an instance, as far as it is known. */
    List<Stmt> body(String name);

    /** Whether a function is defined in another. */
    boolean isInner(Definition inner, Definition around);

    /** A function of the request by its number. */
    Definition kernel(int index);

    /** A call of one of the request's functions, which has the options of its caller that it does not set. */
    Value kernelCall(Scope caller, int index, CallArguments given);

    /** A call from a function that is being inferred. */
    Value call(Scope caller, Definition definition, CallArguments given);

    /** With further arguments: what a closure captures. */
    Value call(Scope caller, Definition definition, List<Value> defaults, CallArguments given, List<Argument> captured);

    /** A generator as a value, of what the call of its function was given. */
    Expr generator(Scope caller, Definition definition, List<Argument> whole, Place place);

    /** What the user implements by {@code overload} and its like. */
    interface Overloads {
        /** A call of an overloaded function. */
        Value call(Scope f, int index, CallArguments arguments);

        /** A call of a known module's function that the user has overloaded; empty where nobody has, for these types. */
        Optional<Value> named(Scope f, String name, CallArguments arguments);

        /** A method call; empty where there is none for these types. */
        Optional<Value> method(Scope f, Value.Method method, CallArguments arguments);

        /** Whether some type has a method of this name. */
        boolean hasMethod(String name);

        /** Whether some type has an attribute of this name. */
        boolean hasAttribute(String name);

        /** An attribute of a run-time value; empty where there is none for its type. */
        Optional<Value> attribute(Scope f, Computed self, String name, Span span);
    }
}
