package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** if, while, for, with and match; try is in {@link TryStatement}, functions and classes in {@link Definitions}. */
final class CompoundStatements {
    private final Rules rules;
    private final Cursor in;
    private final TryStatement tries;

    CompoundStatements(Rules rules) {
        this.rules = rules;
        this.in = rules.in;
        this.tries = new TryStatement(rules);
    }

    /** Empty where no compound statement begins. */
    Optional<Stmt> statement() {
        return Optional.ofNullable(
                switch (in.kind()) {
                    case DEF, AT, CLASS -> rules.definitions.definition();
                    case IF -> ifStatement();
                    case WHILE -> whileStatement();
                    case FOR -> forStatement(in.peek(), false);
                    case WITH -> withStatement(in.peek(), false);
                    case TRY -> tries.parse();
                    case ASYNC -> asyncStatement();
                    case NAME -> in.atWord("match") && atMatch() ? match() : null;
                    default -> null;
                });
    }

    private Stmt asyncStatement() {
        Token start = in.peek();
        return switch (in.kind(1)) {
            case DEF -> rules.definitions.definition();
            case FOR -> {
                in.take();
                yield forStatement(start, true);
            }
            case WITH -> {
                in.take();
                yield withStatement(start, true);
            }
            default -> {
                in.take();
                throw in.unexpected("expected `def`, `for` or `with` after `async`");
            }
        };
    }

    private record Branch(Token start, Expr test, List<Stmt> body) {}

    /** A chain of elif is a nest of ifs, each the else of the one before. */
    private Stmt ifStatement() {
        List<Branch> branches = new ArrayList<>();
        do {
            in.refuseLongChain(branches.size());
            Token start = in.take();
            Expr test = rules.expressions.namedExpression();
            branches.add(new Branch(start, test, rules.statements.block(start, described(start))));
        } while (in.at(Kind.ELIF));
        List<Stmt> orelse = elseBlock();
        for (Branch branch : branches.reversed()) {
            orelse = List.of(new Stmt.If(branch.test, branch.body, orelse, in.since(branch.start)));
        }
        return orelse.getFirst();
    }

    static String described(Token head) {
        return head.kind().described();
    }

    /** An else with its block, or nothing. */
    List<Stmt> elseBlock() {
        if (!in.at(Kind.ELSE)) {
            return List.of();
        }
        Token head = in.take();
        return rules.statements.block(head, described(head));
    }

    private Stmt whileStatement() {
        Token start = in.take();
        Expr test = rules.expressions.namedExpression();
        List<Stmt> body = rules.statements.block(start, described(start));
        List<Stmt> orelse = elseBlock();
        return new Stmt.While(test, body, orelse, in.since(start));
    }

    private Stmt forStatement(Token start, boolean isAsync) {
        Token head = in.take();
        Expr target = rules.targets.forTargets();
        if (!in.at(Kind.IN)) {
            throw in.unexpected("expected `in` after the variables of `for`");
        }
        in.take();
        Expr iter = rules.expressions.starExpressions();
        List<Stmt> body = rules.statements.block(head, described(head));
        List<Stmt> orelse = elseBlock();
        Span span = in.since(start);
        return isAsync
                ? new Stmt.AsyncFor(target, iter, body, orelse, span)
                : new Stmt.For(target, iter, body, orelse, span);
    }

    private Stmt withStatement(Token start, boolean isAsync) {
        Token head = in.take();
        List<Stmt.WithItem> items = withItems();
        List<Stmt> body = rules.statements.block(head, described(head));
        Span span = in.since(start);
        return isAsync ? new Stmt.AsyncWith(items, body, span) : new Stmt.With(items, body, span);
    }

    /** Parentheses right before the colon hold items if they can, else they are part of an expression. */
    private List<Stmt.WithItem> withItems() {
        if (in.at(Kind.LPAR) && in.kindAfterBrackets() == Kind.COLON) {
            int mark = in.mark();
            int depth = in.depth();
            try {
                return itemsInParentheses();
            } catch (Diagnostic.Failure _) {
                in.reset(mark);
                in.depth(depth);
            }
        }
        List<Stmt.WithItem> items = new ArrayList<>();
        do {
            items.add(withItem());
        } while (in.accept(Kind.COMMA));
        return List.copyOf(items);
    }

    private List<Stmt.WithItem> itemsInParentheses() {
        in.take();
        List<Stmt.WithItem> items = new ArrayList<>();
        do {
            items.add(withItem());
        } while (in.accept(Kind.COMMA) && !in.at(Kind.RPAR));
        in.expect(Kind.RPAR);
        return List.copyOf(items);
    }

    private Stmt.WithItem withItem() {
        Expr context = rules.expressions.expression();
        Optional<Expr> target = in.accept(Kind.AS) ? Optional.of(rules.targets.starTarget()) : Optional.empty();
        return new Stmt.WithItem(context, target);
    }

    /** {@code match} is a name too: it is the statement when its line opens a block. */
    private boolean atMatch() {
        return Expressions.canStart(in.kind(1)) && in.lineEndsWithColon();
    }

    private Stmt match() {
        Token start = in.take();
        Expr subject = subject();
        in.expect(Kind.COLON);
        in.expect(Kind.NEWLINE);
        if (!in.at(Kind.INDENT)) {
            throw in.unexpectedBlock(start, "`match`");
        }
        in.take();
        List<Stmt.MatchCase> cases = new ArrayList<>();
        while (!in.accept(Kind.DEDENT)) {
            if (!in.atWord("case")) {
                throw in.unexpected("expected `case` in this `match`");
            }
            Token head = in.take();
            Stmt.Pattern pattern = rules.patterns.patterns();
            Optional<Expr> guard =
                    in.accept(Kind.IF) ? Optional.of(rules.expressions.namedExpression()) : Optional.empty();
            cases.add(new Stmt.MatchCase(pattern, guard, rules.statements.block(head, "`case`")));
        }
        return new Stmt.Match(subject, List.copyOf(cases), in.since(start));
    }

    private Expr subject() {
        Token start = in.peek();
        Expr first = rules.expressions.starNamedExpression();
        if (!in.at(Kind.COMMA)) {
            if (first instanceof Expr.Starred) {
                throw in.failure("invalid-syntax", "a starred expression cannot stand alone here", first.span(), "");
            }
            return first;
        }
        List<Expr> items = new ArrayList<>(List.of(first));
        while (in.accept(Kind.COMMA) && Expressions.canStart(in.kind())) {
            items.add(rules.expressions.starNamedExpression());
        }
        return new Expr.Tuple(List.copyOf(items), Expr.Context.LOAD, in.since(start));
    }
}
