package dev.jaculus.syntax.ast;

import dev.jaculus.syntax.source.Span;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Expressions, as in CPython's {@code Python.asdl} (3.14): the same names and the same fields in the same order. */
// spotless:off
public sealed interface Expr {
    Span span();

    record BoolOp(BoolOperator op, List<Expr> values, Span span) implements Expr {}
    record NamedExpr(Expr target, Expr value, Span span) implements Expr {}
    record BinOp(Expr left, Operator op, Expr right, Span span) implements Expr {}
    record UnaryOp(UnaryOperator op, Expr operand, Span span) implements Expr {}
    record Lambda(Arguments args, Expr body, Span span) implements Expr {}
    record IfExp(Expr test, Expr body, Expr orelse, Span span) implements Expr {}
    /** A missing key is {@code **mapping}. */
    record Dict(List<Optional<Expr>> keys, List<Expr> values, Span span) implements Expr {}
    record Set(List<Expr> elts, Span span) implements Expr {}
    record ListComp(Expr elt, List<Comprehension> generators, Span span) implements Expr {}
    record SetComp(Expr elt, List<Comprehension> generators, Span span) implements Expr {}
    record DictComp(Expr key, Expr value, List<Comprehension> generators, Span span) implements Expr {}
    record GeneratorExp(Expr elt, List<Comprehension> generators, Span span) implements Expr {}
    record Await(Expr value, Span span) implements Expr {}
    record Yield(Optional<Expr> value, Span span) implements Expr {}
    record YieldFrom(Expr value, Span span) implements Expr {}
    record Compare(Expr left, List<CompareOperator> ops, List<Expr> comparators, Span span) implements Expr {}
    record Call(Expr func, List<Expr> args, List<Keyword> keywords, Span span) implements Expr {}
    record FormattedValue(Expr value, int conversion, Optional<Expr> formatSpec, Span span) implements Expr {}
    record Interpolation(Expr value, String str, int conversion, Optional<Expr> formatSpec, Span span) implements Expr {}
    record JoinedStr(List<Expr> values, Span span) implements Expr {}
    record TemplateStr(List<Expr> values, Span span) implements Expr {}
    record Constant(Literal value, Optional<String> kind, Span span) implements Expr {}
    record Attribute(Expr value, String attr, Context ctx, Span span) implements Expr {}
    record Subscript(Expr value, Expr slice, Context ctx, Span span) implements Expr {}
    record Starred(Expr value, Context ctx, Span span) implements Expr {}
    record Name(String id, Context ctx, Span span) implements Expr {}
    record ListExpr(List<Expr> elts, Context ctx, Span span) implements Expr {}
    record Tuple(List<Expr> elts, Context ctx, Span span) implements Expr {}
    record Slice(Optional<Expr> lower, Optional<Expr> upper, Optional<Expr> step, Span span) implements Expr {}

    enum BoolOperator { AND, OR }
    enum Operator { ADD, SUB, MULT, MATMULT, DIV, MOD, POW, LSHIFT, RSHIFT, BITOR, BITXOR, BITAND, FLOORDIV }
    enum UnaryOperator { INVERT, NOT, UADD, USUB }
    enum CompareOperator { EQ, NOTEQ, LT, LTE, GT, GTE, IS, ISNOT, IN, NOTIN }
    enum Context { LOAD, STORE, DEL }

    /** The value of a {@link Constant}. */
    sealed interface Literal {
        record Int(BigInteger value) implements Literal {}
        record Float(double value) implements Literal {}
        record Imaginary(double value) implements Literal {}
        record Bool(boolean value) implements Literal {}
        record Str(String value) implements Literal {}
        record Bytes(List<Byte> value) implements Literal {}
        record None() implements Literal {}
        record Ellipsis() implements Literal {}
    }

    record Comprehension(Expr target, Expr iter, List<Expr> ifs, boolean isAsync) {}
    /** A missing name is {@code **value}. */
    record Keyword(Optional<String> arg, Expr value, Span span) {}
    record Arg(String arg, Optional<Expr> annotation, Span span) {}
    /** {@code defaults} belong to the last of posonlyargs + args; a kwDefault is empty where there is none. */
    record Arguments(List<Arg> posonlyargs, List<Arg> args, Optional<Arg> vararg, List<Arg> kwonlyargs,
            List<Optional<Expr>> kwDefaults, Optional<Arg> kwarg, List<Expr> defaults) {}
}
// spotless:on
