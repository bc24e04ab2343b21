package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/** {@code with parallel_chunksize(n):} sets the size for its block, however that ends. */
public final class ChunkSize {
    private static final String SETTER = "jaculus.set_parallel_chunksize";

    private final Scope f;

    ChunkSize(Scope f) {
        this.f = f;
    }

    /** The call of such a statement. */
    Optional<Expr.Call> call(Stmt.With s) {
        boolean one = s.items().size() == 1
                && s.items().getFirst().optionalVars().isEmpty()
                && s.items().getFirst().contextExpr() instanceof Expr.Call;
        if (!one) {
            return Optional.empty();
        }
        Expr.Call call = (Expr.Call) s.items().getFirst().contextExpr();
        Optional<Value> callee = switch (call.func()) {
            case Expr.Name name -> f.definition().names.apply(name.id());
            case Expr.Attribute attribute
            when attribute.attr().equals("parallel_chunksize") ->
                Optional.of(f.expressions().value(attribute));
            default -> Optional.empty();
        };
        boolean ours = callee.isPresent()
                && callee.get() instanceof Value.Fixed(Frozen.Attribute(String name))
                && name.equals("jaculus.parallel_chunksize");
        return ours ? Optional.of(call) : Optional.empty();
    }

    void block(Stmt.With s, Expr.Call call) {
        Span at = call.span();
        String setter = f.fresh("set");
        String before = f.fresh("chunk");
        f.env().put(setter, new Variable.Static(new Value.Fixed(new Frozen.Attribute(SETTER)), at));
        f.locals().add(setter);
        f.locals().add(before);
        Expr set = new Expr.Call(name(setter, at), call.args(), call.keywords(), at);
        List<Stmt> keep = List.of(new Stmt.Assign(List.of(new Expr.Name(before, Expr.Context.STORE, at)), set, at));
        f.statements().makeUp(keep);
        f.statements().block(keep);
        Expr restore = new Expr.Call(name(setter, at), List.of(name(before, at)), List.of(), at);
        List<Stmt> end = List.of(new Stmt.ExprStmt(restore, at));
        List<Stmt> whole = List.of(new Stmt.Try(s.body(), List.of(), List.of(), end, s.span()));
        f.statements().makeUp(end);
        f.statements().makeUp(whole);
        f.statements().block(whole);
    }

    private static Expr name(String id, Span at) {
        return new Expr.Name(id, Expr.Context.LOAD, at);
    }
}
