package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt.TypeParam;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Type parameters of functions, classes and aliases (PEP 695), with defaults (PEP 696). */
final class TypeParams {
    private final Rules rules;
    private final Cursor in;

    TypeParams(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
    }

    /** The parameters in brackets, or none. */
    List<TypeParam> parse() {
        if (!in.accept(Kind.LSQB)) {
            return List.of();
        }
        List<TypeParam> params = new ArrayList<>();
        do {
            params.add(param());
        } while (in.accept(Kind.COMMA) && !in.at(Kind.RSQB));
        in.expect(Kind.RSQB);
        return List.copyOf(params);
    }

    private TypeParam param() {
        Token start = in.peek();
        if (in.accept(Kind.STAR)) {
            String name = in.expect(Kind.NAME).text();
            Optional<Expr> value =
                    in.accept(Kind.EQUAL) ? Optional.of(rules.expressions.starExpression()) : Optional.empty();
            return new TypeParam.TypeVarTuple(name, value, in.since(start));
        }
        if (in.accept(Kind.DOUBLESTAR)) {
            String name = in.expect(Kind.NAME).text();
            return new TypeParam.ParamSpec(name, after(Kind.EQUAL), in.since(start));
        }
        String name = in.expect(Kind.NAME).text();
        Optional<Expr> bound = after(Kind.COLON);
        return new TypeParam.TypeVar(name, bound, after(Kind.EQUAL), in.since(start));
    }

    private Optional<Expr> after(Kind kind) {
        return in.accept(kind) ? Optional.of(rules.expressions.expression()) : Optional.empty();
    }
}
