package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Optional;

/** Builds what concerns lists: items, new lists and their lengths. Their methods are functions of the library. */
final class Lists {
    private final Expressions expressions;
    private final Code code;

    Lists(Expressions expressions, Code code) {
        this.expressions = expressions;
        this.code = code;
    }

    Value fresh(Type.ListOf type, Value room) {
        Value out = code.fresh(type);
        code.add(new Op.ListNew(out, room));
        return out;
    }

    /** The items are evaluated before there is a list. */
    Value literal(Expr.ListLiteral l) {
        List<List<Value>> items =
                l.items().stream().map(item -> expressions.datum(item).leaves()).toList();
        Value length = code.integer(items.size());
        Value list = fresh(l.type(), length);
        if (!items.isEmpty()) code.add(new Op.ListResize(list, length));
        for (int i = 0; i < items.size(); i++) code.add(new Op.ListSet(list, code.integer(i), items.get(i)));
        return list;
    }

    Value length(Value list) {
        Value out = code.notNegative(code.fresh(Type.INT64));
        code.add(new Op.ListLength(out, list));
        return out;
    }

    Value same(Value left, Value right) {
        Value out = code.fresh(Type.BOOL);
        code.add(new Op.SameList(out, left, right));
        return out;
    }

    Datum item(Expr.ListItem l) {
        Value list = expressions.value(l.list());
        Value place = place(list, l.index(), l.message());
        Datum item = Datum.of(l.type(), code::fresh);
        code.add(new Op.ListGet(item.leaves(), list, place));
        return item;
    }

    private Value place(Value list, Expr index, Optional<String> message) {
        Value given = expressions.value(index);
        if (message.isEmpty()) return code.cast(given, Type.INT64);
        Value length = length(list);
        Value place = expressions.arrays().slicing().wrapped(given, length);
        code.add(new Op.CheckIndex(place, length, code.raise("builtins.IndexError", message.get())));
        return place;
    }

    void store(Stmt.StoreItem s) {
        List<Value> value = expressions.datum(s.value()).leaves();
        Value list = expressions.value(s.list());
        code.add(new Op.ListSet(list, place(list, s.index(), s.message()), value));
    }

    void resize(Stmt.ResizeList s) {
        Value list = expressions.value(s.list());
        code.add(new Op.ListResize(list, expressions.value(s.length())));
    }
}
