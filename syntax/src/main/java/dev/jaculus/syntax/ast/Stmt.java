package dev.jaculus.syntax.ast;

import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/** Statements, as in CPython's {@code Python.asdl} (3.14): the same names and the same fields in the same order. */
// spotless:off
public sealed interface Stmt {
    Span span();

    record FunctionDef(String name, Expr.Arguments args, List<Stmt> body, List<Expr> decorators, Optional<Expr> returns,
            List<TypeParam> typeParams, Span span) implements Stmt {}
    record AsyncFunctionDef(String name, Expr.Arguments args, List<Stmt> body, List<Expr> decorators, Optional<Expr> returns,
            List<TypeParam> typeParams, Span span) implements Stmt {}
    record ClassDef(String name, List<Expr> bases, List<Expr.Keyword> keywords, List<Stmt> body, List<Expr> decorators,
            List<TypeParam> typeParams, Span span) implements Stmt {}
    record Return(Optional<Expr> value, Span span) implements Stmt {}
    record Delete(List<Expr> targets, Span span) implements Stmt {}
    record Assign(List<Expr> targets, Expr value, Span span) implements Stmt {}
    record TypeAlias(Expr name, List<TypeParam> typeParams, Expr value, Span span) implements Stmt {}
    record AugAssign(Expr target, Expr.Operator op, Expr value, Span span) implements Stmt {}
    record AnnAssign(Expr target, Expr annotation, Optional<Expr> value, boolean simple, Span span) implements Stmt {}
    record For(Expr target, Expr iter, List<Stmt> body, List<Stmt> orelse, Span span) implements Stmt {}
    record AsyncFor(Expr target, Expr iter, List<Stmt> body, List<Stmt> orelse, Span span) implements Stmt {}
    record While(Expr test, List<Stmt> body, List<Stmt> orelse, Span span) implements Stmt {}
    record If(Expr test, List<Stmt> body, List<Stmt> orelse, Span span) implements Stmt {}
    record With(List<WithItem> items, List<Stmt> body, Span span) implements Stmt {}
    record AsyncWith(List<WithItem> items, List<Stmt> body, Span span) implements Stmt {}
    record Match(Expr subject, List<MatchCase> cases, Span span) implements Stmt {}
    record Raise(Optional<Expr> exc, Optional<Expr> cause, Span span) implements Stmt {}
    record Try(List<Stmt> body, List<ExceptHandler> handlers, List<Stmt> orelse, List<Stmt> finalbody, Span span) implements Stmt {}
    record TryStar(List<Stmt> body, List<ExceptHandler> handlers, List<Stmt> orelse, List<Stmt> finalbody, Span span) implements Stmt {}
    record Assert(Expr test, Optional<Expr> msg, Span span) implements Stmt {}
    record Import(List<Alias> names, Span span) implements Stmt {}
    record ImportFrom(Optional<String> module, List<Alias> names, int level, Span span) implements Stmt {}
    record Global(List<String> names, Span span) implements Stmt {}
    record Nonlocal(List<String> names, Span span) implements Stmt {}
    record ExprStmt(Expr value, Span span) implements Stmt {}
    record Pass(Span span) implements Stmt {}
    record Break(Span span) implements Stmt {}
    record Continue(Span span) implements Stmt {}

    record ExceptHandler(Optional<Expr> type, Optional<String> name, List<Stmt> body, Span span) {}
    record Alias(String name, Optional<String> asname, Span span) {}
    record WithItem(Expr contextExpr, Optional<Expr> optionalVars) {}
    record MatchCase(Pattern pattern, Optional<Expr> guard, List<Stmt> body) {}

    sealed interface TypeParam {
        record TypeVar(String name, Optional<Expr> bound, Optional<Expr> defaultValue, Span span) implements TypeParam {}
        record ParamSpec(String name, Optional<Expr> defaultValue, Span span) implements TypeParam {}
        record TypeVarTuple(String name, Optional<Expr> defaultValue, Span span) implements TypeParam {}
    }

    sealed interface Pattern {
        Span span();
        record MatchValue(Expr value, Span span) implements Pattern {}
        record MatchSingleton(Expr.Literal value, Span span) implements Pattern {}
        record MatchSequence(List<Pattern> patterns, Span span) implements Pattern {}
        record MatchMapping(List<Expr> keys, List<Pattern> patterns, Optional<String> rest, Span span) implements Pattern {}
        record MatchClass(Expr cls, List<Pattern> patterns, List<String> kwdAttrs, List<Pattern> kwdPatterns, Span span) implements Pattern {}
        record MatchStar(Optional<String> name, Span span) implements Pattern {}
        record MatchAs(Optional<Pattern> pattern, Optional<String> name, Span span) implements Pattern {}
        record MatchOr(List<Pattern> patterns, Span span) implements Pattern {}
    }

    /** A whole file. */
    record Module(List<Stmt> body) {}
}
// spotless:on
