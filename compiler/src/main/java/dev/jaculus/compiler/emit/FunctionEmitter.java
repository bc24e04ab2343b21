package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes one function: {@code i32 name(leaves of the arguments…, ptr env, ptr result)}, which gives the status and stores the leaves of its
 * results into eight-byte slots.
 */
final class FunctionEmitter {
    private final Module module;
    private final Function function;
    private final Runtime runtime;
    private final DebugInfo debug;
    private final Code code = new Code();
    private final Values values = new Values(code);
    private final Places places = values.places();
    private final Results returns;
    private final Packing packing = new Packing(code, values);
    private final Scalars scalars;
    private final Control control;
    private final AliasScopes scopes;
    private final Handlers handlers;
    private final Lists lists;
    private final Objects objects;
    private final Generators generators;
    private final List<Piece> pieces;
    /** Whether what is written now may be done many times: it is in a loop, or in a function that a loop may call. */
    private boolean repeated;

    /** @param pieces where the bodies of parallel regions go, which are functions of their own */
    FunctionEmitter(Module module, Function function, Runtime runtime, DebugInfo debug, List<Piece> pieces) {
        this.module = module;
        this.function = function;
        this.runtime = runtime;
        this.debug = debug;
        this.pieces = pieces;
        this.repeated = !function.name().equals(module.entry().name());
        this.returns = function.generator() ? Results.ofBody() : new Results(function.results());
        this.scalars = new Scalars(code, runtime, function.fastmath());
        this.scopes = new AliasScopes(function, debug);
        this.handlers = new Handlers(module, code, values, runtime);
        this.control = new Control(code, values, debug, this::region);
        this.lists = new Lists(code, values, control, scalars, runtime, debug, returns);
        this.objects = new Objects(code, values, control, runtime, debug, returns);
        this.generators = new Generators(code, values, control, runtime, returns);
    }

    /** Writes it; `recursive` when it can be called while it runs. */
    void write(StringBuilder out, boolean recursive) {
        String attachment = debug.function(function);
        code.at(debug.start());
        out.append("define internal ")
                .append(function.generator() ? "ptr" : returns.returned())
                .append(' ')
                .append(Spelling.function(function.name()))
                .append('(');
        for (Value p : function.body().params()) {
            List<String> types = Values.leafTypes(p.type());
            List<String> names = values.define(p);
            for (int i = 0; i < names.size(); i++) {
                // The leaves of an array but for owner and data are lengths, then strides.
                boolean length = i >= 2 && i < 2 + lengths(p.type());
                out.append(types.get(i)).append(length ? " noundef range(i64 0, -9223372036854775808) " : " ");
                out.append(names.get(i)).append(", ");
            }
            values.settle(p, names);
        }
        out.append("ptr %env, ptr ").append(function.generator() ? Generators.OWN : "noalias %result");
        out.append(") nounwind").append(function.generator() ? " presplitcoroutine" : "");
        out.append(function.inline() ? " alwaysinline" : "").append(attachment).append(" {\n");
        if (function.generator()) {
            generators.begin();
        } else if (recursive) {
            checkStack();
        }
        region(function.body(), _ -> {});
        if (function.generator()) {
            generators.finish();
        }
        out.append(code.finish()).append("}\n\n");
    }

    /** Writes the body of a parallel region: {@code i32 name(context, from, to, piece, env)}, see jac_piece. */
    void writePiece(StringBuilder out, List<Value> captured) {
        String attachment = debug.function(function);
        code.at(debug.start());
        out.append("define internal i32 ").append(Spelling.function(function.name()));
        out.append("(ptr noalias nocapture readonly %context, i64 %from, i64 %to, i64 %piece, ptr %env) nounwind");
        out.append(attachment).append(" {\n");
        List<Value> own = function.body().params();
        values.name(own.get(0), "%from");
        values.name(own.get(1), "%to");
        values.name(own.get(2), "%piece");
        LineCounters.begin(code, runtime, module, "%env");
        int next = 0;
        for (Value v : captured) {
            var leaves = new ArrayList<String>();
            List<String> types = Values.leafTypes(v.type());
            for (int i = 0; i < types.size(); i++) {
                boolean length = i >= 2 && i < 2 + lengths(v.type());
                String from = Slots.address(code, "%context", next++);
                leaves.add(
                        length
                                ? code.let("load i64, ptr ", from, ", align 8", DebugInfo.LENGTH)
                                : Results.load(code, types.get(i), from));
            }
            values.settle(v, leaves);
        }
        region(function.body(), _ -> code.end("ret i32 0"));
        out.append(code.finish()).append("}\n\n");
    }

    private void parallel(Op.Parallel p) {
        var piece = new Piece(function, p, pieces.size());
        pieces.add(piece);
        List<Value> captured = piece.captured();
        String context = code.slot("[" + Math.max(1, Values.leafTypes(captured).size()) + " x i64]");
        // What a piece puts into a list stays there, so that it must count.
        boolean counts = captured.stream()
                .anyMatch(v -> v.type() instanceof Type.Instance
                        || (v.type() instanceof Type.ListOf l
                                && Layout.of(l.item()).references() != 0));
        int next = 0;
        for (Value v : captured) {
            List<String> types = Values.leafTypes(v.type());
            List<String> leaves = values.leaves(List.of(v));
            for (int i = 0; i < types.size(); i++) {
                boolean owner = i == 0 && v.type() instanceof Type.Array;
                String x = owner && !counts ? borrowed(leaves.get(i)) : leaves.get(i);
                Results.store(code, types.get(i), x, Slots.address(code, context, next++));
            }
        }
        String name = Spelling.function(piece.function().name());
        values.name(
                p.status(),
                code.let(
                        "call i32 ",
                        runtime.parallel(),
                        "(ptr %env, ptr ",
                        name,
                        ", ptr ",
                        context,
                        ", i64 ",
                        name(p.count()) + ", i64 " + name(p.pieces()) + ")"));
    }

    /** The owner with its low bit set: a piece counts no references of its caller's blocks. */
    private String borrowed(String owner) {
        String number = code.let("ptrtoint ptr ", owner, " to i64");
        return code.let("inttoptr i64 ", code.let("or i64 ", number, ", 1"), " to ptr");
    }

    private static int lengths(Type type) {
        return type instanceof Type.Array a ? Places.unknownLengths(a) : 0;
    }

    /** A recursion without an end must not take the process with it. */
    private void checkStack() {
        String low = code.let("call i1 ", runtime.stackLow(), "(ptr %env)");
        String ok = code.let("xor i1 ", low, ", true");
        control.guard(ok, () -> returns.fail(code, "-3"));
    }

    /** Where it is done once, LLVM knows the function, and may compute it itself. */
    private String math(Op.Math m) {
        return repeated
                ? scalars.mathInLoop(m, names(m.args()), function.name() + code.debug())
                : scalars.math(m, names(m.args()));
    }

    private boolean vectors(Op.For loop) {
        return !OrderedSums.isPlain(
                loop,
                function.fastmath(),
                m -> runtime.vectorCalls()
                        .has(m.function(), (Type.Float) m.out().type()));
    }

    private void repeated(Runnable loop) {
        boolean before = repeated;
        repeated = true;
        loop.run();
        repeated = before;
    }

    private void region(Region r, Consumer<List<Value>> yield) {
        for (Instruction i : r.body()) {
            if (code.block() == null) {
                return; // control does not come here: the operation before never completes
            }
            code.at(debug.at(i.at()));
            op(i.op(), yield);
        }
    }

    private void op(Op op, Consumer<List<Value>> yield) {
        switch (op) {
            case Op.Const c -> values.name(c.out(), Spelling.literal(c.out().type(), c.literal()));
            case Op.Unary u ->
                values.name(u.out(), scalars.unary(u.kind(), u.out().type(), name(u.from())));
            case Op.Binary b ->
                values.name(b.out(), scalars.binary(b.kind(), b.out().type(), name(b.left()), name(b.right())));
            case Op.Compare c ->
                values.name(c.out(), scalars.compare(c.kind(), c.left().type(), name(c.left()), name(c.right())));
            case Op.Select s -> {
                List<String> types = Values.leafTypes(s.out().type());
                List<String> then = values.leaves(List.of(s.then()));
                List<String> orElse = values.leaves(List.of(s.orElse()));
                var chosen = new ArrayList<String>();
                for (int i = 0; i < types.size(); i++) {
                    chosen.add(scalars.select(name(s.condition()), types.get(i), then.get(i), orElse.get(i)));
                }
                values.settle(s.out(), chosen);
            }
            case Op.Cast c ->
                values.name(c.out(), scalars.cast(c.from().type(), c.out().type(), name(c.from())));
            case Op.Math m -> values.name(m.out(), math(m));
            case Op.Complex c -> values.parts(c.out(), name(c.real()), name(c.imaginary()));
            case Op.Part p -> values.name(p.out(), values.parts(p.from()).get(p.imaginary() ? 1 : 0));
            case Op.Call c -> call(c);
            case Op.Native n -> {
                String type = Spelling.type((Type.Scalar) n.out().type());
                String called = runtime.number(n.function(), type, n.args().size());
                List<String> args =
                        names(n.args()).stream().map(a -> "i64 " + a).toList();
                values.name(n.out(), code.let("call " + type + " ", called, "(", String.join(", ", args), ")"));
            }
            case Op.Address a ->
                values.name(a.out(), code.let("load i64, ptr ", runtime.address(a.symbol()), ", align 8"));
            case Op.Inlined i -> {
                List<String> args = i.args().stream().map(this::typed).toList();
                String type = Spelling.type(i.out().type());
                String called = runtime.definition(i.definition());
                values.name(i.out(), code.let("call " + type + " ", called, "(", String.join(", ", args), ")"));
            }
            case Op.Fortran f -> fortran(f);
            case Op.Parallel p -> parallel(p);
            case Op.HostCall h -> hostCall(h);
            case Op.Stride s ->
                values.name(s.out(), places.get(s.array()).strides().get(s.axis()));
            case Op.Length l ->
                values.name(l.out(), places.get(l.array()).shape().get(l.axis()));
            case Op.Load l -> {
                String from = places.element(l.array(), names(l.index()));
                if (l.out().type() instanceof Type.Complex c) {
                    String real = load(c.part(), from, l.array());
                    values.parts(l.out(), real, load(c.part(), imaginary(from, c), l.array()));
                } else {
                    values.name(l.out(), load((Type.Scalar) l.out().type(), from, l.array()));
                }
            }
            case Op.Store s -> {
                String to = places.element(s.array(), names(s.index()));
                if (s.value().type() instanceof Type.Complex c) {
                    store(c.part(), values.parts(s.value()).getFirst(), to, s.array());
                    store(c.part(), values.parts(s.value()).getLast(), imaginary(to, c), s.array());
                } else {
                    store((Type.Scalar) s.value().type(), name(s.value()), to, s.array());
                }
            }
            case Op.Alloc a -> alloc(a);
            case Op.View v -> {
                scopes.view(v.out(), v.array());
                places.view(v, this::name);
            }
            case Op.Transpose t -> {
                scopes.view(t.out(), t.array());
                places.transpose(t);
            }
            case Op.Reshape r -> {
                scopes.view(r.out(), r.array());
                places.reshape(r, names(r.shape()));
            }
            case Op.Strided s -> {
                scopes.view(s.out(), s.array());
                places.strided(s, names(s.shape()), names(s.strides()));
            }
            case Op.DataArray d ->
                places.constant(
                        d.out(),
                        Emitter.data(d.number()),
                        module.data().get(d.number()).shape());
            case Op.Unbound u -> {
                if (Layout.isPointer(u.out().type())) values.name(u.out(), Place.UNBOUND);
                else places.unbound(u.out());
            }
            case Op.IsBound i -> {
                String owner = owner(i.array());
                values.name(i.out(), code.let("icmp ne ptr ", owner, ", ", Place.UNBOUND));
            }
            case Op.MayOverlap m -> overlap(m);
            case Op.ListNew l -> lists.fresh(l);
            case Op.ListLength l -> lists.length(l);
            case Op.ListGet l -> lists.get(l);
            case Op.ListSet l -> lists.set(l);
            case Op.ListResize l -> lists.resize(l);
            case Op.SameList s -> lists.same(s);
            case Op.New n -> objects.fresh(n);
            case Op.FieldGet g -> objects.get(g);
            case Op.FieldSet s -> objects.set(s);
            case Op.SameObject s -> objects.same(s);
            case Op.Generate g -> generators.make(g, module);
            case Op.Advance a -> generators.advance(a);
            case Op.Current c -> generators.current(c);
            case Op.Suspend s -> generators.suspend(s);
            case Op.Retain r -> count(r.array(), runtime.retain(), "(ptr ");
            case Op.Release r -> {
                boolean more = Layout.isPointer(r.array().type());
                count(r.array(), more ? runtime.releaseList() : runtime.release(), "(ptr %env, ptr ");
            }
            case Op.If i -> control.branch(i);
            case Op.For f -> repeated(() -> control.counted(f, vectors(f)));
            case Op.Block b -> control.block(b);
            case Op.Loop l -> repeated(() -> control.loop(l));
            case Op.Hit h -> LineCounters.emit(code, debug, h);
            case Op.Thrown _, Op.Caught _, Op.Handle _, Op.Resume _ -> handlers.emit(op);
            case Op.Guard g -> control.guard(name(g.ok()), () -> terminator(g.otherwise(), yield));
            case Op.CheckIndex c -> {
                String ok = code.let("icmp ult i64 ", name(c.index()), ", ", name(c.length()));
                control.guard(ok, () -> terminator(c.otherwise(), yield));
            }
            case Op.Terminator t -> terminator(t, yield);
            case Op.Elementwise _, Op.Assign _ ->
                throw new IllegalStateException("left after lower-arrays in " + function.name());
        }
    }

    /**
     * Elements may lie at any address: in a field of a packed record, in a buffer from an offset on. This processor's accesses do not care, and
     * vectors are at no better than an element's alignment anyway.
     */
    private static final String ANYWHERE = ", align 1";

    /** Reads an element, or a part of one, of an array. */
    private String load(Type.Scalar type, String from, Value array) {
        String memory = Spelling.inMemory(type);
        return scalars.fromMemory(
                type, code.let("load ", memory, ", ptr ", from, ANYWHERE, scopes.behind(array), debug.item()));
    }

    private void store(Type.Scalar type, String register, String to, Value array) {
        String x = scalars.toMemory(type, register);
        String memory = Spelling.inMemory(type);
        code.line("store ", memory, " ", x, ", ptr ", to, ANYWHERE, scopes.behind(array), debug.item());
    }

    /** Where the imaginary part of a complex number in memory is. */
    private String imaginary(String number, Type.Complex type) {
        return code.let("getelementptr inbounds ", Spelling.type(type.part()), ", ptr ", number, ", i64 1");
    }

    private void terminator(Op.Terminator t, Consumer<List<Value>> yield) {
        switch (t) {
            case Op.Yield y -> yield.accept(y.values());
            case Op.Jump j -> control.jump(j);
            case Op.Return r -> {
                List<String> leaves = values.leaves(r.values());
                for (int i = 0; i < leaves.size() && !returns.direct(); i++) {
                    Results.store(code, returns.types().get(i), leaves.get(i), Slots.address(code, "%result", i));
                }
                returns.succeed(code, leaves);
            }
            case Op.Raise r -> {
                handlers.arguments(r.arguments());
                returns.fail(code, Integer.toString(r.site()));
            }
            case Op.Reraise r -> {
                handlers.trace(r.site());
                returns.fail(code, name(r.status()));
            }
            case Op.Unreachable _ -> code.end("unreachable");
        }
    }

    private void call(Op.Call c) {
        List<Value> results = c.outs().subList(1, c.outs().size());
        var given = new Results(results.stream().map(Value::type).toList());
        List<String> types = given.types();
        String slots = types.isEmpty() || given.direct() ? "null" : code.slot(given.slots());
        var args = new StringBuilder();
        List<String> leaves = values.leaves(c.args());
        List<String> argTypes = Values.leafTypes(c.args());
        for (int i = 0; i < leaves.size(); i++) {
            args.append(argTypes.get(i)).append(' ').append(leaves.get(i)).append(", ");
        }
        int at = 0;
        for (Value v : results) {
            if (Layout.isReference(v.type())) {
                Results.store(code, "ptr", Place.UNBOUND, Slots.address(code, slots, at)); // for when it fails
            }
            at += Values.leafTypes(v.type()).size();
        }
        String function = Spelling.function(c.callee());
        String call =
                code.let("call ", given.returned(), " ", function, "(", args.toString(), "ptr %env, ptr ", slots, ")");
        values.name(c.outs().getFirst(), given.status(code, call));
        var loaded = new ArrayList<String>();
        for (int i = 0; i < types.size(); i++) {
            loaded.add(
                    given.direct()
                            ? given.leaf(code, call, i)
                            : Results.load(code, types.get(i), Slots.address(code, slots, i)));
        }
        values.put(results, loaded);
    }

    /** An argument for a text of LLVM's: its type and its name. */
    private String typed(Value argument) {
        return argument.type() instanceof Type.Array
                ? "ptr " + places.get(argument).data()
                : Spelling.type(argument.type()) + " " + name(argument);
    }

    private void fortran(Op.Fortran f) {
        String addresses = code.slot("[" + Op.Fortran.MOST_ARGUMENTS + " x ptr]");
        for (int i = 0; i < f.args().size(); i++) {
            Value argument = f.args().get(i);
            String address = argument.type() instanceof Type.Array
                    ? places.get(argument).data()
                    : copy((Type.Scalar) argument.type(), values.leaves(List.of(argument)));
            code.line("store ptr ", address, ", ptr ", Slots.address(code, addresses, i), ", align 8");
        }
        // The name's letters are the number's bytes.
        long name = 0;
        for (int i = f.function().length(); i-- > 0; )
            name = name << 8 | f.function().charAt(i);
        values.name(
                f.out(),
                code.let("call i64 ", runtime.fortran(), "(i64 ", Long.toString(name), ", ptr ", addresses, ")"));
    }

    /** The address of a number in memory, as C has it there; a whole number takes eight bytes. */
    private String copy(Type.Scalar type, List<String> leaves) {
        String to = code.slot("[2 x i64]");
        if (type instanceof Type.Complex c) {
            String part = Spelling.type(c.part());
            code.line("store ", part, " ", leaves.getFirst(), ", ptr ", to, ", align 8");
            code.line("store ", part, " ", leaves.getLast(), ", ptr ", imaginary(to, c), ", align 4");
        } else {
            packing.pack(type, leaves, to, 0);
        }
        return to;
    }

    private void hostCall(Op.HostCall h) {
        List<Value> results = h.outs().subList(1, h.outs().size());
        String arguments = room(h.args());
        String slots = room(results);
        pack(h.args(), arguments);
        int at = 0;
        for (Value v : results) {
            if (v.type() instanceof Type.Array) {
                code.line(
                        "store ptr ",
                        Place.UNBOUND,
                        ", ptr ",
                        Slots.address(code, slots, at),
                        ", align 8"); // if it fails
            }
            at += Layout.slots(v.type());
        }
        String number = Integer.toString(h.number());
        values.name(
                h.outs().getFirst(),
                code.let(
                        "call i32 ",
                        runtime.hostCall(),
                        "(ptr %env, i32 " + number + ", ptr ",
                        arguments,
                        ", ptr ",
                        slots,
                        ")"));
        at = 0;
        for (Value v : results) {
            values.settle(v, packing.unpack(v.type(), slots, at));
            at += Layout.slots(v.type());
        }
    }

    /** Slots for these values. */
    private String room(List<Value> wanted) {
        int count = Layout.slots(wanted.stream().map(Value::type).toList());
        return count == 0 ? "null" : code.slot("[" + count + " x i64]");
    }

    private void pack(List<Value> given, String slots) {
        int at = 0;
        for (Value v : given) {
            at = packing.pack(v.type(), values.leaves(List.of(v)), slots, at);
        }
    }

    private void alloc(Op.Alloc a) {
        List<String> shape = names(a.shape());
        String owner = code.let(
                "call ptr ",
                a.zeroed() ? runtime.allocZeroed() : runtime.alloc(),
                "(ptr %env, i64 ",
                bytes(a, shape),
                ")");
        control.guard(code.let("icmp ne ptr ", owner, ", null"), () -> returns.fail(code, "-1"));
        String offset = Integer.toString(Runtime.DATA);
        places.fresh(a.out(), owner, code.let("getelementptr inbounds i8, ptr ", owner, ", i64 ", offset), shape);
    }

    /** The size of a fresh array; a product that does not fit becomes a size that no allocator gives. */
    private String bytes(Op.Alloc a, List<String> shape) {
        String bytes = Integer.toString(((Type.Array) a.out().type()).element().size());
        String tooBig = null;
        String multiply =
                runtime.intrinsic("llvm.umul.with.overflow.i64", "{ i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)");
        for (String length : shape) {
            if (bytes.equals("1")) {
                bytes = length;
                continue;
            }
            String pair = code.let("call { i64, i1 } ", multiply, "(i64 ", bytes, ", i64 ", length, ")");
            bytes = code.let("extractvalue { i64, i1 } ", pair, ", 0");
            String over = code.let("extractvalue { i64, i1 } ", pair, ", 1");
            tooBig = tooBig == null ? over : code.let("or i1 ", tooBig, ", ", over);
        }
        return tooBig == null ? bytes : scalars.select(tooBig, "i64", "-1", bytes);
    }

    private void overlap(Op.MayOverlap m) {
        List<String> left = places.span(m.left());
        List<String> right = places.span(m.right());
        String one = code.let("icmp ult i64 ", left.getFirst(), ", ", right.getLast());
        String other = code.let("icmp ult i64 ", right.getFirst(), ", ", left.getLast());
        values.name(m.out(), code.let("and i1 ", one, ", ", other));
    }

    /** Counts a reference, unless the array is known to be in no block. */
    private void count(Value array, String function, String arguments) {
        String owner = owner(array);
        if (!owner.equals(Place.NOBODY) && !owner.equals(Place.UNBOUND)) {
            code.line("call void ", function, arguments, owner, ")");
        }
    }

    private String owner(Value array) {
        return Layout.isPointer(array.type()) ? name(array) : places.get(array).owner();
    }

    private String name(Value scalar) {
        return values.name(scalar);
    }

    private List<String> names(List<Value> scalars) {
        return scalars.stream().map(values::name).toList();
    }
}
