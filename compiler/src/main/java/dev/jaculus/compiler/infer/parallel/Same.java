package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import java.util.List;

/** Whether two expressions are written alike. */
final class Same {
    private Same() {}

    static boolean trees(Expr a, Expr b) {
        return switch (a) {
            case Expr.Name x -> b instanceof Expr.Name y && x.id().equals(y.id());
            case Expr.Constant x -> b instanceof Expr.Constant y && x.value().equals(y.value());
            case Expr.Attribute x -> b instanceof Expr.Attribute y && x.attr().equals(y.attr()) && parts(a, b);
            case Expr.BinOp x -> b instanceof Expr.BinOp y && x.op() == y.op() && parts(a, b);
            case Expr.UnaryOp x -> b instanceof Expr.UnaryOp y && x.op() == y.op() && parts(a, b);
            case Expr.Subscript _, Expr.Tuple _ -> a.getClass() == b.getClass() && parts(a, b);
            case Expr.Call x ->
                b instanceof Expr.Call y
                        && x.keywords().isEmpty()
                        && y.keywords().isEmpty()
                        && parts(a, b);
            default -> false;
        };
    }

    private static boolean parts(Expr a, Expr b) {
        List<Expr> one = Source.parts(a);
        List<Expr> other = Source.parts(b);
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!trees(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
