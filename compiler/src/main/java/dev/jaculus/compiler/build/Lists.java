package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Optional;

/** Builds what concerns lists: items, new lists and their lengths. Their methods are functions of the library. */
final class Lists {
    /** From so many numbers on they are data, and a loop puts them into the list: LLVM takes long over thousands of stores in a row. */
    private static final int MANY = 64;

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
        if (l.items().size() >= MANY
                && isPlain(l.type().item())
                && l.items().stream().allMatch(Expr.Const.class::isInstance)) {
            return numbers(l, (Type.Scalar) l.type().item());
        }
        List<List<Value>> items =
                l.items().stream().map(item -> expressions.datum(item).leaves()).toList();
        Value length = code.integer(items.size());
        Value list = fresh(l.type(), length);
        if (!items.isEmpty()) code.add(new Op.ListResize(list, length));
        for (int i = 0; i < items.size(); i++) code.add(new Op.ListSet(list, code.integer(i), items.get(i)));
        return list;
    }

    private static boolean isPlain(Type item) {
        return item instanceof Type.Scalar && !(item instanceof Type.Complex);
    }

    private Value numbers(Expr.ListLiteral l, Type.Scalar item) {
        List<Object> values =
                l.items().stream().map(one -> ((Expr.Const) one).value()).toList();
        Type.Array type = new Type.Array(item, 1, Type.Layout.C, true, 0);
        Value data =
                expressions.arrays().constant(new Module.Data(type, List.of(values.size()), Bytes.of(item, values)));
        Value length = code.integer(values.size());
        Value list = fresh(l.type(), length);
        code.add(new Op.ListResize(list, length));
        Value index = code.fresh(Type.INT64);
        Region body = code.region(List.of(index), () -> {
            Value value = code.fresh(item);
            code.add(new Op.Load(value, data, List.of(index)));
            code.add(new Op.ListSet(list, index, List.of(value)));
            code.end(new Op.Yield(List.of()));
        });
        code.add(new Op.For(List.of(), code.integer(0), length, 1, List.of(), body));
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
