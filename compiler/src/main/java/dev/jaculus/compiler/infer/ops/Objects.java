package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Frozens;
import dev.jaculus.compiler.infer.core.Functions;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.ClassSource;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.ObjectClass;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Instances of the request's classes: making them, fields, properties and methods. What an operator, a builtin or a bracket does with one is its special
 * method, which is found as Python finds it: the left operand's, then the right one's.
 */
public final class Objects implements Topics.OfObjects, TypeOps {
    /** Builtins that are a special method, the first of these that there is. */
    private static final Map<String, List<String>> BUILTINS = Map.of(
            "builtins.len", List.of("__len__"),
            "builtins.abs", List.of("__abs__"),
            "builtins.hash", List.of("__hash__"),
            "builtins.int", List.of("__int__", "__index__"),
            "builtins.float", List.of("__float__", "__index__"),
            "builtins.complex", List.of("__complex__", "__float__", "__index__"),
            "builtins.str", List.of("__str__"),
            "operator.index", List.of("__index__"));

    private static final Map<Operator, String> OPERATORS = Map.ofEntries(
            Map.entry(Operator.ADD, "add"),
            Map.entry(Operator.SUB, "sub"),
            Map.entry(Operator.MULT, "mul"),
            Map.entry(Operator.DIV, "truediv"),
            Map.entry(Operator.FLOORDIV, "floordiv"),
            Map.entry(Operator.MOD, "mod"),
            Map.entry(Operator.POW, "pow"),
            Map.entry(Operator.MATMULT, "matmul"),
            Map.entry(Operator.LSHIFT, "lshift"),
            Map.entry(Operator.RSHIFT, "rshift"),
            Map.entry(Operator.BITAND, "and"),
            Map.entry(Operator.BITOR, "or"),
            Map.entry(Operator.BITXOR, "xor"));

    private final Scope f;
    private final OperatorOverloads overloads;

    public Objects(Scope f) {
        this.f = f;
        overloads = new OperatorOverloads(f);
    }

    static boolean is(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Instance;
    }

    private ClassSource of(Value value) {
        return f.functions().classSource(((Type.Instance) ((Computed) value).type()).index());
    }

    @Override
    public Value make(Frozen.Class cls, CallArguments arguments) {
        ClassSource source = f.functions().classSource(cls.index());
        Span span = arguments.place().span();
        Expr object = f.hide(new Expr.NewObject(source.type(), source.layout(), span), "object");
        Integer init = source.methods().get("__init__");
        if (init != null) {
            Value none = f.functions().kernelCall(f, init, with(new Computed(object), arguments));
            if (!Optionals.isNone(none)) {
                throw Errors.initReturns(arguments.place(), Describe.value(none));
            }
            f.run(none, span);
        } else {
            arguments.bind(source.type().name());
        }
        return new Computed(object);
    }

    private static CallArguments with(Value self, CallArguments arguments) {
        List<Value> all = new ArrayList<>();
        all.add(self);
        all.addAll(arguments.positional());
        List<Span> spans = new ArrayList<>();
        if (!arguments.spans().isEmpty()) {
            spans.add(arguments.place().span());
            spans.addAll(arguments.spans());
        }
        return new CallArguments(arguments.place(), all, arguments.keywords(), spans);
    }

    // Attributes.

    @Override
    public Optional<Value> attribute(Value object, String name, Span span) {
        if (!is(object)) {
            return Optional.empty();
        }
        ClassSource source = of(object);
        Optional<ObjectClass.Field> field = source.layout().field(name);
        if (field.isPresent()) {
            return Optional.of(new Computed(new Expr.FieldOf(((Computed) object).tree(), field.get(), span)));
        }
        if (source.getters().containsKey(name)) {
            return Optional.of(call(source.getters().get(name), object, List.of(), span));
        }
        if (source.methods().containsKey(name)) {
            return Optional.of(new Value.Method((Computed) object, name));
        }
        Functions.Overloads overloading = f.functions().overloads();
        if (overloading.hasMethod(name) || overloading.hasAttribute(name)) {
            return ofClass(source, name, span);
        }
        return ofClass(source, name, span).or(() -> {
            throw Errors.attribute(f.place(span), Describe.value(object), name, known(source));
        });
    }

    @Override
    public Optional<Value> ofClass(ClassSource source, String name, Span span) {
        if (source.statics().containsKey(name)) {
            return Optional.of(
                    new Value.Fixed(new Frozen.Kernel(source.statics().get(name))));
        }
        return Optional.ofNullable(source.constants().get(name))
                .map(constant -> Frozens.value(new Value.Fixed(constant), name, f.place(span)));
    }

    private static Set<String> known(ClassSource source) {
        Set<String> names = new TreeSet<>();
        source.layout().fields().forEach(field -> names.add(field.name()));
        names.addAll(source.methods().keySet());
        names.addAll(source.getters().keySet());
        names.addAll(source.statics().keySet());
        names.addAll(source.constants().keySet());
        return names;
    }

    @Override
    public boolean store(Value object, dev.jaculus.syntax.ast.Expr.Attribute target, Value value) {
        if (!is(object)) {
            return false;
        }
        store(((Computed) object).tree(), target.attr(), value, target.span());
        return true;
    }

    @Override
    public boolean augment(
            Value given, dev.jaculus.syntax.ast.Expr.Attribute target, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        if (!is(given)) {
            return false;
        }
        Expr object = f.once(((Computed) given).tree(), "object");
        Value old =
                attribute(new Computed(object), target.attr(), target.span()).orElseThrow();
        Value operand = f.expressions().value(s.value());
        if (old instanceof Computed c && c.type() instanceof Type.Array) {
            f.indexing().augmentArray(c.tree(), operand, s);
        } else if (!f.lists().augmented(old, s.op(), operand, s.span())) {
            store(object, target.attr(), f.operators().augmented(s.op(), old, operand, s.span()), target.span());
        }
        return true;
    }

    private void store(Expr object, String name, Value value, Span span) {
        ClassSource source = of(new Computed(object));
        Integer setter = source.setters().get(name);
        if (setter != null) {
            f.run(call(setter, new Computed(object), List.of(value), span), span);
            return;
        }
        Optional<ObjectClass.Field> found = source.layout().field(name);
        if (found.isEmpty() && source.getters().containsKey(name)) {
            throw Errors.store(
                    f.place(span), Describe.value(value), "the property `" + name + "`, which cannot be set");
        }
        ObjectClass.Field field = found.orElseThrow(
                () -> Errors.attribute(f.place(span), Describe.type(source.type()), name, known(source)));
        Expr tree = f.expressions().tree(value, span);
        if (tree.type() instanceof Type.ListOf made && field.type() instanceof Type.ListOf wanted) {
            f.lists().takes(made, wanted.item(), span);
        }
        if (ListSite.isUndecided(tree.type())) {
            return; // the next round knows the list's type
        }
        f.emit(new Stmt.StoreField(object, field, converted(tree, field, span), span));
    }

    private Expr converted(Expr tree, ObjectClass.Field field, Span span) {
        if (!Conversions.possible(tree.type(), field.type())) {
            String where = "the field `%s`, which is %s".formatted(field.name(), Describe.type(field.type()));
            throw Errors.store(f.place(span), Describe.type(tree.type()), where);
        }
        return Conversions.cast(tree, field.type());
    }

    // Items.

    @Override
    public Optional<Value> load(Value base, dev.jaculus.syntax.ast.Expr.Subscript e) {
        if (!OperatorOverloads.isUsers(base)) {
            return Optional.empty();
        }
        Value index = f.expressions().value(e.slice());
        return special("__getitem__", base, List.of(index), e.span()).or(() -> {
            throw Errors.notIndexable(f.place(e.value().span()), Describe.value(base));
        });
    }

    @Override
    public boolean store(Value object, dev.jaculus.syntax.ast.Expr.Subscript target, Value value) {
        if (!OperatorOverloads.isUsers(object)) {
            return false;
        }
        storeItem(object, f.expressions().value(target.slice()), value, target.span());
        return true;
    }

    @Override
    public void storeItem(Value object, Value index, Value value, Span span) {
        Optional<Value> call = special("__setitem__", object, List.of(index, value), span);
        f.run(
                call.orElseThrow(() -> Errors.assignmentTarget(f.place(span), "an item of " + Describe.value(object))),
                span);
    }

    @Override
    public boolean delete(Value object, dev.jaculus.syntax.ast.Expr.Subscript target) {
        if (!OperatorOverloads.isUsers(object)) {
            return false;
        }
        List<Value> place = List.of(f.expressions().value(target.slice()));
        Optional<Value> call = special("__delitem__", object, place, target.span());
        f.run(
                call.orElseThrow(
                        () -> Errors.assignmentTarget(f.place(target.span()), "an item of " + Describe.value(object))),
                target.span());
        return true;
    }

    @Override
    public boolean augment(
            Value given, dev.jaculus.syntax.ast.Expr.Subscript target, dev.jaculus.syntax.ast.Stmt.AugAssign s) {
        if (!OperatorOverloads.isUsers(given)) {
            return false;
        }
        Value object = f.kept(given);
        Value index = f.kept(f.expressions().value(target.slice()));
        Value old = special("__getitem__", object, List.of(index), target.span())
                .orElseThrow(() -> Errors.notIndexable(f.place(target.value().span()), Describe.value(object)));
        Value value = f.operators().augmented(s.op(), old, f.expressions().value(s.value()), s.span());
        storeItem(object, index, value, target.span());
        return true;
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return special("__contains__", container, List.of(item), span)
                .map(found -> f.comparisons().truth(found, span));
    }

    // Methods.

    /** A method of the class; one that it lacks may be the user's overload. */
    @Override
    public Optional<Value> method(Value.Method method, CallArguments arguments) {
        Integer own = is(method.self()) ? of(method.self()).methods().get(method.name()) : null;
        return Optional.ofNullable(own)
                .map(function -> f.functions().kernelCall(f, function, with(method.self(), arguments)));
    }

    private Value call(int function, Value self, List<Value> others, Span span) {
        return f.functions().kernelCall(f, function, with(self, new CallArguments(f.place(span), others)));
    }

    @Override
    public Optional<Value> special(String name, Value self, List<Value> others, Span span) {
        Value object = Optionals.present(self);
        Optional<Integer> method =
                is(object) ? Optional.ofNullable(of(object).methods().get(name)) : Optional.empty();
        return method.map(function -> call(function, object, others, span))
                .or(() -> overloads.special(name, object, others, span));
    }

    @Override
    public Optional<Value> iterator(Value over, Span span) {
        return special("__iter__", over, List.of(), span);
    }

    @Override
    public Optional<Value> call(String name, CallArguments arguments) {
        List<String> methods = BUILTINS.get(name);
        if (methods == null
                || arguments.positional().size() != 1
                || !OperatorOverloads.isUsers(arguments.positional().getFirst())) {
            return Optional.empty();
        }
        Span span = arguments.place().span();
        for (String method : methods) {
            Optional<Value> found = special(method, arguments.positional().getFirst(), List.of(), span);
            if (found.isPresent()) {
                boolean converts = name.equals("builtins.float") || name.equals("builtins.complex");
                return converts && !method.equals("__complex__")
                        ? Optional.of(f.calls().named(name, List.of(found.get()), span))
                        : found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Value> binary(Operator operator, Value left, Value right, Span span) {
        String name = OPERATORS.get(operator);
        return special("__" + name + "__", left, List.of(right), span)
                .or(() -> special("__r" + name + "__", right, List.of(left), span))
                .or(() -> overloads.reflected("__" + name + "__", left, Optionals.present(right), span));
    }

    @Override
    public Optional<Value> inPlace(Operator operator, Value left, Value right, Span span) {
        return special("__i" + OPERATORS.get(operator) + "__", left, List.of(right), span);
    }

    @Override
    public Optional<Value> unary(dev.jaculus.syntax.ast.Expr.UnaryOperator operator, Value operand, Span span) {
        String name = switch (operator) {
            case UADD -> "__pos__";
            case USUB -> "__neg__";
            default -> "__invert__";
        };
        return special(name, operand, List.of(), span);
    }

    @Override
    public Optional<Value> compared(Order order, Value left, Value right, Span span) {
        if (!OperatorOverloads.isUsers(Optionals.present(left))
                && !OperatorOverloads.isUsers(Optionals.present(right))) {
            return Optional.empty();
        }
        Optional<Value> own = special(special(order), left, List.of(right), span)
                .or(() -> overloads.reflected(special(order), left, Optionals.present(right), span))
                .or(() -> special(special(order.swapped()), right, List.of(left), span));
        if (own.isPresent() || !is(left) || !is(right)) {
            return own;
        }
        Computed a = (Computed) left, b = (Computed) right;
        if (order == Order.NE) {
            return compared(Order.EQ, left, right, span)
                    .map(equal -> new Computed(Logic.not(f.comparisons().truth(equal, span), span)));
        }
        boolean comparable = order == Order.EQ && a.type().equals(b.type());
        return comparable ? Optional.of(new Computed(new Expr.SameObject(a.tree(), b.tree(), span))) : Optional.empty();
    }

    private static String special(Order order) {
        return "__" + order.name().toLowerCase(java.util.Locale.ROOT) + "__";
    }

    /** The truth of an instance: its own word, or whether it is not empty; else it is true. */
    @Override
    public Optional<Expr> truth(Value self, Span span) {
        if (!OperatorOverloads.isUsers(self)) {
            return Optional.empty();
        }
        return special("__bool__", self, List.of(), span)
                .or(() -> special("__len__", self, List.of(), span))
                .map(own -> f.comparisons().truth(own, span))
                .or(() -> Optional.of(Trees.bool(true, span)));
    }
}
