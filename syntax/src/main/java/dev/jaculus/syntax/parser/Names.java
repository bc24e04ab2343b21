package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;

/** What the user calls a kind of expression. */
final class Names {
    private Names() {}

    static String of(Expr expr) {
        return switch (expr) {
            case Expr.BoolOp _, Expr.BinOp _, Expr.UnaryOp _ -> "an expression with an operator";
            case Expr.NamedExpr _ -> "an assignment expression";
            case Expr.Lambda _ -> "a lambda";
            case Expr.IfExp _ -> "a conditional expression";
            case Expr.Dict _ -> "a dict";
            case Expr.Set _ -> "a set";
            case Expr.ListComp _ -> "a list comprehension";
            case Expr.SetComp _ -> "a set comprehension";
            case Expr.DictComp _ -> "a dict comprehension";
            case Expr.GeneratorExp _ -> "a generator expression";
            case Expr.Await _ -> "an await expression";
            case Expr.Yield _, Expr.YieldFrom _ -> "a yield expression";
            case Expr.Compare _ -> "a comparison";
            case Expr.Call _ -> "a function call";
            case Expr.FormattedValue _, Expr.JoinedStr _ -> "an f-string";
            case Expr.Interpolation _, Expr.TemplateStr _ -> "a t-string";
            case Expr.Constant constant -> of(constant.value());
            case Expr.Attribute _ -> "an attribute";
            case Expr.Subscript _ -> "a subscript";
            case Expr.Starred _ -> "a starred expression";
            case Expr.Name _ -> "a name";
            case Expr.ListExpr _ -> "a list";
            case Expr.Tuple _ -> "a tuple";
            case Expr.Slice _ -> "a slice";
        };
    }

    private static String of(Expr.Literal literal) {
        return switch (literal) {
            case Expr.Literal.Int _, Expr.Literal.Float _, Expr.Literal.Imaginary _ -> "a number";
            case Expr.Literal.Bool bool -> bool.value() ? "True" : "False";
            case Expr.Literal.Str _, Expr.Literal.Bytes _ -> "a string";
            case Expr.Literal.None _ -> "None";
            case Expr.Literal.Ellipsis _ -> "an ellipsis";
        };
    }
}
