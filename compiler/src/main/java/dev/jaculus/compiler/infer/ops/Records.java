package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Indices;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.RecordTypes;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Records and arrays of them: tuples of views, one for each field, of the memory that the records lie in. An index goes to all views; what it
 * leaves without axes is a record, which is a reference as in Numba: its fields are read and stored where they lie. A field may have axes of its
 * own, after those of the array; how many the name of the field says in the type ({@code v[1]}). It also says whether the last of them is the code
 * points of a text ({@code t[1u]}), or the bytes of something that is only copied ({@code s[1b]}). Where the only field has no name ({@code [1u]})
 * the array is one of texts: what an index leaves without axes is a text.
 */
public final class Records implements TypeOps {
    private static final Value WHOLE = new Value.SliceOf(Optional.empty(), Optional.empty(), Optional.empty());

    private final Scope f;

    public Records(Scope f) {
        this.f = f;
    }

    /** A view that has the records' axes first. */
    private static Expr anyView(Expr record, Span span) {
        Expr first = Trees.itemOf(record, 0, span);
        return first.type() instanceof Type.Array ? first : anyView(first, span);
    }

    private static Expr length(Expr record, int axis, Span span) {
        return new Expr.Length(anyView(record, span), axis, span);
    }

    // Reading.

    /** A field, or what an array of records tells of itself. */
    @Override
    public Optional<Value> attribute(Value record, String name, Span span) {
        if (!RecordTypes.is(record)) {
            return Optional.empty();
        }
        int field = RecordTypes.fields(RecordTypes.type(record)).indexOf(name);
        if (field >= 0) {
            return Optional.of(field(record, field, span));
        }
        int rank = RecordTypes.rank(RecordTypes.type(record));
        Expr view = anyView(f.once(((Computed) record).tree(), "record"), span);
        List<Expr> shape = IntStream.range(0, rank)
                .<Expr>mapToObj(axis -> new Expr.Length(view, axis, span))
                .toList();
        return switch (name) {
            case "ndim" -> Optional.of(new Computed(Trees.integer(rank, span)));
            case "shape" -> Optional.of(new Computed(Trees.tuple(shape, span)));
            case "size" -> Optional.of(new Computed(Indices.size(shape, span)));
            default ->
                throw Errors.attribute(
                        f.place(span),
                        Describe.value(record),
                        name,
                        new TreeSet<>(RecordTypes.fields(RecordTypes.type(record))));
        };
    }

    /** A field of records is a view; of one record it is its value, if that has no axes. */
    private Value field(Value record, int field, Span span) {
        Expr item = Trees.itemOf(((Computed) record).tree(), field, span);
        RecordTypes.Field what = RecordTypes.described(RecordTypes.type(record), field);
        if (what.last() == RecordTypes.Last.BYTES) {
            throw Errors.unsupported(
                    f.place(span),
                    "the field `" + what.name() + "`, for what its type is,",
                    "copy whole records, or leave it out");
        }
        if (what.last() != RecordTypes.Last.NUMBERS) {
            if (((Type.Array) item.type()).rank() > 1) {
                throw Errors.unsupported(
                        f.place(span), "an array of texts", "read `" + what.name() + "` of one record after the other");
            }
            return text(item, what.last(), span);
        }
        return new Computed(
                item.type() instanceof Type.Array array && array.rank() == 0
                        ? new Expr.Element(array.element(), item, List.of(), false, span)
                        : item);
    }

    private Value text(Expr field, RecordTypes.Last last, Span span) {
        Value points = f.calls().named("jaculus.field_points", List.of(new Computed(field)), span);
        Expr text = Texts.text(points, span);
        return new Computed(last == RecordTypes.Last.CHARACTERS ? ByteTexts.of(text, span) : text);
    }

    @Override
    public Optional<Value> load(Value given, dev.jaculus.syntax.ast.Expr.Subscript e) {
        if (!RecordTypes.is(given)) {
            return Optional.empty();
        }
        Value record = new Computed(f.once(((Computed) given).tree(), "record"));
        Value index = f.indexing().index(e.slice());
        Optional<Integer> field = named(record, index, e.slice().span());
        return field.map(number -> field(record, number, e.span()))
                .or(() -> Optional.of(read(at(record, index, e.slice(), e.span()), e.span())));
    }

    /** The field that an index names: by a constant text, or of one record by its number. */
    private Optional<Integer> named(Value record, Value index, Span span) {
        List<String> fields = RecordTypes.fields(RecordTypes.type(record));
        Optional<String> name = Texts.known(index instanceof Computed c ? Texts.of(c.tree()) : index);
        if (name.isPresent()) {
            int field = fields.indexOf(name.get());
            if (field < 0) {
                throw Errors.attribute(f.place(span), Describe.value(record), name.get(), new TreeSet<>(fields));
            }
            return Optional.of(field);
        }
        OptionalLong number = index instanceof Computed c ? Trees.literalInt(c.tree()) : OptionalLong.empty();
        if (RecordTypes.rank(RecordTypes.type(record)) > 0 || number.isEmpty()) {
            return Optional.empty();
        }
        long place = number.getAsLong() < 0 ? number.getAsLong() + fields.size() : number.getAsLong();
        if (place < 0 || place >= fields.size()) {
            throw Errors.tupleIndex(f.place(span), fields.size());
        }
        return Optional.of((int) place);
    }

    /** The records at an index. */
    private Value at(Value record, Value given, dev.jaculus.syntax.ast.Expr source, Span span) {
        if (RecordTypes.rank(RecordTypes.type(record)) == 0 && !RecordTypes.isTexts(RecordTypes.type(record))) {
            throw Errors.index(f.place(source.span()), Describe.value(given));
        }
        Value index = f.kept(given);
        return parts(record, view -> f.indexing().view(view.tree(), padded(index, view.own(), span), source), 0, span);
    }

    /** The record at a place of the first axis that is known to be in range. */
    private Value at(Expr record, Expr place, Span span) {
        return read(parts(new Computed(record), view -> f.indexing().viewAt(view.tree(), place, span), 0, span), span);
    }

    /** What an index gives: of texts without axes the text itself. */
    private Value read(Value records, Span span) {
        return isText(records) ? field(records, 0, span) : records;
    }

    private static boolean isText(Value records) {
        Type.Tuple type = RecordTypes.type(records);
        return RecordTypes.isTexts(type) && RecordTypes.rank(type) == 0;
    }

    /** A field's view, and how many of its last axes are the field's own. */
    private record Part(Expr tree, int own) {}

    private Value parts(Value record, java.util.function.Function<Part, Expr> change, int outer, Span span) {
        Type.Tuple type = RecordTypes.type(record);
        List<Expr> items = new ArrayList<>();
        for (int i = 0; i < type.items().size(); i++) {
            Expr item = Trees.itemOf(((Computed) record).tree(), i, span);
            int own = outer + RecordTypes.ownAxes(type, i);
            items.add(
                    item.type() instanceof Type.Array
                            ? change.apply(new Part(item, own))
                            : ((Computed) parts(new Computed(item), change, own, span)).tree());
        }
        Type.Tuple made = new Type.Tuple(items.stream().map(Expr::type).toList(), type.names());
        return new Computed(new Expr.TupleOf(made, items, span));
    }

    @Override
    public Optional<Expr> length(Value value, Span span) {
        if (!RecordTypes.is(value)) {
            return Optional.empty();
        }
        Type.Tuple type = RecordTypes.type(value);
        return Optional.of(
                RecordTypes.rank(type) > 0
                        ? length(((Computed) value).tree(), 0, span)
                        : Trees.integer(type.items().size(), span));
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        if (!RecordTypes.is(over) || RecordTypes.rank(RecordTypes.type(over)) == 0) {
            return Optional.empty();
        }
        Expr records = f.hide(((Computed) over).tree(), "over");
        return Optional.of(new Counted(f.hide(length(records, 0, span), "length"), place -> at(records, place, span)));
    }

    /** An index that goes to the records' axes also where it has `...`, which would reach the field's own. */
    private Value padded(Value index, int own, Span span) {
        List<Value> given = Tuples.is(index) ? Tuples.items(f, index, span) : List.of(index);
        if (own == 0 || given.stream().noneMatch(Value.Ellipsis.class::isInstance)) {
            return index;
        }
        List<Value> all = new ArrayList<>(given);
        for (int i = 0; i < own; i++) {
            all.add(WHOLE);
        }
        return new Value.Sequence(all);
    }

    // Storing.

    @Override
    public boolean store(Value record, dev.jaculus.syntax.ast.Expr.Attribute target, Value value) {
        if (!RecordTypes.is(record)) {
            return false;
        }
        assign(item(record, target), value, target.span());
        return true;
    }

    @Override
    public boolean store(Value given, dev.jaculus.syntax.ast.Expr.Subscript target, Value value) {
        if (!RecordTypes.is(given)) {
            return false;
        }
        assign(place(given, target), value, target.span());
        return true;
    }

    @Override
    public boolean augment(
            Value record, dev.jaculus.syntax.ast.Expr.Attribute target, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        if (!RecordTypes.is(record)) {
            return false;
        }
        augment(item(record, target), s);
        return true;
    }

    @Override
    public boolean augment(
            Value given, dev.jaculus.syntax.ast.Expr.Subscript target, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        if (!RecordTypes.is(given)) {
            return false;
        }
        augment(place(given, target), s);
        return true;
    }

    private void augment(Place place, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        Value operand = f.expressions().value(s.value());
        if (isText(place)) {
            Value old = text(place.tree(), place.last(), s.span());
            assign(place, f.operators().augmented(s.op(), old, operand, s.span()), s.span());
            return;
        }
        if (!(place.tree().type() instanceof Type.Array array) || place.last() != RecordTypes.Last.NUMBERS) {
            throw Errors.assignmentTarget(f.place(s.target().span()), "this in place");
        }
        if (array.rank() > 0) {
            f.indexing().augmentArray(place.tree(), operand, s);
            return;
        }
        Expr view = f.once(place.tree(), "field");
        Value old = new Computed(new Expr.Element(array.element(), view, List.of(), false, s.span()));
        assign(
                new Place(view, RecordTypes.Last.NUMBERS),
                f.operators().augmented(s.op(), old, operand, s.span()),
                s.span());
    }

    /** A place that is stored into: a view, or those of records, and what its last axis is. */
    private record Place(Expr tree, RecordTypes.Last last) {}

    /** The view of a field. */
    private Place item(Value record, dev.jaculus.syntax.ast.Expr.Attribute target) {
        int field = RecordTypes.fields(RecordTypes.type(record)).indexOf(target.attr());
        if (field < 0) {
            throw Errors.attribute(
                    f.place(target.span()),
                    Describe.value(record),
                    target.attr(),
                    new TreeSet<>(RecordTypes.fields(RecordTypes.type(record))));
        }
        return item(record, field, target.span());
    }

    private static Place item(Value record, int field, Span span) {
        RecordTypes.Last last =
                RecordTypes.described(RecordTypes.type(record), field).last();
        return new Place(Trees.itemOf(((Computed) record).tree(), field, span), last);
    }

    /** The view of a field, or the records at an index. */
    private Place place(Value given, dev.jaculus.syntax.ast.Expr.Subscript target) {
        Value record = new Computed(f.once(((Computed) given).tree(), "record"));
        Value index = f.indexing().index(target.slice());
        return named(record, index, target.slice().span())
                .map(field -> item(record, field, target.span()))
                .orElseGet(() -> {
                    Value found = at(record, index, target.slice(), target.span());
                    return isText(found)
                            ? item(found, 0, target.span())
                            : new Place(((Computed) found).tree(), RecordTypes.Last.NUMBERS);
                });
    }

    /** The characters of a text that may be stored among such ones. */
    private Optional<Expr> points(RecordTypes.Last last, Value value, Span span) {
        if (last == RecordTypes.Last.CODE_POINTS) {
            return Texts.is(value) ? Optional.of(Texts.points(Texts.tree(value, span), span)) : Optional.empty();
        }
        return ByteTexts.text(f, value, span).map(text -> Texts.points(text, span));
    }

    private static boolean isText(Place place) {
        return (place.last() == RecordTypes.Last.CODE_POINTS || place.last() == RecordTypes.Last.CHARACTERS)
                && ((Type.Array) place.tree().type()).rank() == 1;
    }

    /** Stores into a view, or field by field into those of records: of other records by name, of a tuple by place. */
    private void assign(Place place, Value given, Span span) {
        Value value = Optionals.present(given);
        if (place.tree().type() instanceof Type.Array array) {
            checkWritable(array, span);
            Optional<Expr> points = isText(place) ? points(place.last(), value, span) : Optional.empty();
            if (points.isPresent()) {
                List<Value> arguments = List.of(new Computed(place.tree()), new Computed(points.get()));
                f.run(f.calls().named("jaculus.store_field_points", arguments, span), span);
            } else if (place.last() != RecordTypes.Last.NUMBERS) {
                throw Errors.store(f.place(span), Describe.value(value), "a field that is a text or of another type");
            } else {
                assignArray(place.tree(), array, value, span);
            }
            return;
        }
        Type.Tuple type = (Type.Tuple) place.tree().type();
        List<String> fields = RecordTypes.fields(type);
        Optional<Expr> text = RecordTypes.isTexts(type)
                ? points(RecordTypes.described(type, 0).last(), value, span)
                : Optional.empty();
        boolean texts = RecordTypes.is(value)
                && RecordTypes.isTexts(RecordTypes.type(value))
                && RecordTypes.described(type, 0).last()
                        == RecordTypes.described(RecordTypes.type(value), 0).last();
        if (RecordTypes.isTexts(type) && (text.isPresent() || texts)) {
            Expr views = item(new Computed(place.tree()), 0, span).tree();
            checkWritable((Type.Array) views.type(), span);
            Expr points = text.orElseGet(() -> item(f.kept(value), 0, span).tree());
            List<Value> arguments = List.of(new Computed(views), new Computed(points));
            f.run(f.calls().named("jaculus.store_texts", arguments, span), span);
            return;
        }
        boolean same = RecordTypes.is(value)
                && new TreeSet<>(RecordTypes.fields(RecordTypes.type(value))).equals(new TreeSet<>(fields));
        boolean items = Tuples.is(value) && Tuples.items(f, value, span).size() == fields.size();
        if (!same && !items) {
            throw Errors.store(f.place(span), Describe.value(value), Describe.type(type));
        }
        Value kept = f.kept(value);
        Value record = new Computed(f.once(place.tree(), "record"));
        for (int i = 0; i < fields.size(); i++) {
            Place target = item(record, i, span);
            if (!same) {
                assign(target, Tuples.items(f, kept, span).get(i), span);
                continue;
            }
            int from = RecordTypes.fields(RecordTypes.type(kept)).indexOf(fields.get(i));
            Place source = item(kept, from, span);
            if (target.last() != RecordTypes.Last.NUMBERS && source.last() == target.last()) {
                assignArray(target.tree(), (Type.Array) target.tree().type(), new Computed(source.tree()), span);
            } else {
                assign(target, field(kept, from, span), span);
            }
        }
    }

    private void checkWritable(Type.Array array, Span span) {
        if (array.readOnly()) {
            throw Errors.readOnly(f.place(span), "it is a constant or read-only");
        }
    }

    private void assignArray(Expr place, Type.Array array, Value value, Span span) {
        checkWritable(array, span);
        if (array.rank() > 0) {
            f.indexing().storeArray(place, value, span);
            return;
        }
        if (!(value instanceof Computed c && Conversions.toScalar(c.type(), array.element()))) {
            throw Errors.store(f.place(span), Describe.value(value), "a field of type " + array.element());
        }
        f.emit(new Stmt.StoreElement(place, List.of(), Conversions.cast(c.tree(), array.element()), false, span));
    }
}
