package dev.jaculus.compiler.ir;

import static dev.jaculus.compiler.ir.Effect.*;
import static dev.jaculus.compiler.types.Type.BOOL;
import static dev.jaculus.compiler.types.Type.INT32;
import static dev.jaculus.compiler.types.Type.INT64;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The operations of the IR, all of them, in one table. Each says here what it is called, what it consists of, what holds of its types, and what it
 * does to memory and control: printer, reader, verifier, copies and passes ask only that. What it means, the emitter says, and in tests the interpreter.
 */
// spotless:off
public sealed interface Op {
    /** The word that its text begins with. */
    default String name() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The same operation of what `p` gives for each of its parts, which are asked for in the order of its text. */
    Op with(Parts p);

    /** What the {@link Verifier} holds it to. */
    void check(Rules r);

    /** What it does itself, without its regions and its callee; {@link Effects} has the whole. */
    Set<Effect> effects();

    /** Does nothing but give its results, which depend on its operands alone. */
    sealed interface Pure extends Op {
        @Override default Set<Effect> effects() { return Set.of(); }
    }

    // Scalars. A literal is a Long (ints, bool as 0 or 1, uint64 as its bits) or a Double.
    record Const(Value out, Object literal) implements Pure {
        @Override public Op with(Parts p) { return new Const(p.result(out), p.literal(literal)); }
        @Override public void check(Rules r) { r.literal(literal, out.type()); }
    }
    record Unary(Value out, UnaryKind kind, Value from) implements Pure {
        @Override public String name() { return small(kind); }
        @Override public Op with(Parts p) { return new Unary(p.result(out), kind, p.operand(from)); }
        @Override public void check(Rules r) {
            r.is(r.real(from), out);
            boolean ok = kind == UnaryKind.INVERT ? !(out.type() instanceof Type.Float) : !(out.type() instanceof Type.Bool);
            r.require(ok, "%s has no %s", out.type(), kind);
        }
    }
    record Binary(Value out, Arithmetic kind, Value left, Value right) implements Pure {
        @Override public String name() { return small(kind); }
        @Override public Op with(Parts p) { return new Binary(p.result(out), kind, p.operand(left), p.word(",").operand(right)); }
        @Override public void check(Rules r) {
            r.is(out.type(), left, right);
            r.require(r.takes(kind, out.type()), "%s has no %s", out.type(), kind);
        }
    }
    record Compare(Value out, Order kind, Value left, Value right) implements Pure {
        @Override public String name() { return small(kind); }
        @Override public Op with(Parts p) { return new Compare(p.result(out), kind, p.operand(left), p.word(",").operand(right)); }
        @Override public void check(Rules r) { r.is(BOOL, out); r.is(r.real(left), right); }
    }
    record Select(Value out, Value condition, Value then, Value orElse) implements Pure {
        @Override public Op with(Parts p) {
            return new Select(p.result(out), p.operand(condition), p.word(",").operand(then), p.word(",").operand(orElse));
        }
        @Override public void check(Rules r) { r.is(BOOL, condition); r.is(r.scalar(out), then, orElse); }
    }
    record Cast(Value out, Value from) implements Pure {
        @Override public Op with(Parts p) { return new Cast(p.result(out), p.operand(from)); }
        @Override public void check(Rules r) { r.real(out); r.real(from); }
    }
    /** A complex number of its parts. There is no other operation on complex numbers but Part, Select, Load and Store. */
    record Complex(Value out, Value real, Value imaginary) implements Pure {
        @Override public Op with(Parts p) { return new Complex(p.result(out), p.operand(real), p.word(",").operand(imaginary)); }
        @Override public void check(Rules r) { r.is(r.part(out), real, imaginary); }
    }
    /** The real or imaginary part of a complex number. */
    record Part(Value out, Value from, boolean imaginary) implements Pure {
        @Override public String name() { return imaginary ? "imaginary" : "real"; }
        @Override public Op with(Parts p) { return new Part(p.result(out), p.operand(from), imaginary); }
        @Override public void check(Rules r) { r.is(r.part(from), out); }
    }
    record Math(Value out, MathFunction function, List<Value> args) implements Pure {
        @Override public Op with(Parts p) { return new Math(p.result(out), p.choice(MathFunction.class, function), p.values(args)); }
        @Override public void check(Rules r) {
            r.require(out.type() instanceof Type.Float, "elementary functions are of floats");
            r.require(args.size() == function.arity(), "takes %d arguments", function.arity());
            r.are(out.type(), args);
        }
    }
    /** The first result is the int32 status; where it is not 0 arrays among the others are Unbound, and scalars mean nothing. */
    record Call(List<Value> outs, String callee, List<Value> args) implements Op {
        @Override public Op with(Parts p) { return new Call(p.results(outs), p.quoted(callee), p.values(args)); }
        @Override public void check(Rules r) { r.call(this); }
        @Override public Set<Effect> effects() { return Set.of(); } // all that it does its function does
    }
    /** A function of the runtime's that takes int64 and gives that or a float64, by its name. */
    record Native(Value out, String function, List<Value> args) implements Op {
        @Override public Op with(Parts p) { return new Native(p.result(out), p.quoted(function), p.values(args)); }
        @Override public void check(Rules r) {
            r.require(out.type().equals(INT64) || out.type().equals(Type.FLOAT64), "a %s is not what the runtime gives", out.type());
            r.are(INT64, args);
        }
        @Override public Set<Effect> effects() { return Set.of(READS, WRITES); } // settings of the runtime's
    }
    /** What the host put for this name when it loaded the kernel: an address, say of a function of a library that the process has. */
    record Address(Value out, String symbol) implements Pure {
        @Override public Op with(Parts p) { return new Address(p.result(out), p.quoted(symbol)); }
        @Override public void check(Rules r) { r.is(INT64, out); }
    }
    /**
     * A function of the program's in LLVM's language, which takes scalars and the addresses of arrays' first elements, and gives a scalar: the text of
     * its definition, and of declarations it needs.
     */
    record Inlined(Value out, String definition, List<Value> args) implements Op {
        @Override public Op with(Parts p) { return new Inlined(p.result(out), p.quoted(definition), p.values(args)); }
        @Override public void check(Rules r) {
            r.real(out);
            for (Value v : args) if (!(v.type() instanceof Type.Array)) r.real(v);
        }
        @Override public Set<Effect> effects() { return Set.of(READS, WRITES); } // it may do anything but raise
    }
    /**
     * Calls a function of the host's BLAS or LAPACK: of an array it gets the address of the first element, of a number that of a copy (an int is an
     * int64 there). The result is how many bits its INTEGER has, or 0 where there is no such function.
     */
    record Fortran(Value out, String function, List<Value> args) implements Op {
        /** JAC_FORTRAN_ARGUMENTS. */
        public static final int MOST_ARGUMENTS = 20;

        @Override public Op with(Parts p) { return new Fortran(p.result(out), p.quoted(function), p.values(args)); }
        @Override public void check(Rules r) {
            r.is(INT64, out);
            r.require(function.length() <= 8 && args.size() <= MOST_ARGUMENTS, "no function of BLAS or LAPACK is like that");
            for (Value v : args) r.require(v.type() instanceof Type.Array || v.type() instanceof Type.Scalar, "%s has no address", v.type());
        }
        @Override public Set<Effect> effects() { return Set.of(READS, WRITES); }
    }
    /**
     * Calls the host's function of this number in the module. The first result is the int32 status, the others are the leaves of its result;
     * where the status is not 0 arrays among them are Unbound, and scalars mean nothing.
     */
    record HostCall(List<Value> outs, int number, List<Value> args) implements Op {
        @Override public String name() { return "host"; }
        @Override public Op with(Parts p) { return new HostCall(p.results(outs), p.number(number), p.values(args)); }
        @Override public void check(Rules r) {
            r.require(number >= 0 && number < r.module().hosts().size(), "there is no host function %d", number);
            r.status(outs);
        }
        @Override public Set<Effect> effects() { return Set.of(READS, WRITES, RESIZES, ALLOCATES, ASKS_HOST); }
    }

    // Arrays: what is known of one without looking at its elements is where it is. `index` has one value for each axis, int64, in range.
    record Length(Value out, Value array, int axis) implements Pure {
        @Override public Op with(Parts p) { return new Length(p.result(out), p.operand(array), p.number(axis)); }
        @Override public void check(Rules r) { r.is(INT64, out); r.axis(array, axis); }
    }
    /** How many bytes lie between neighbours along an axis. */
    record Stride(Value out, Value array, int axis) implements Pure {
        @Override public Op with(Parts p) { return new Stride(p.result(out), p.operand(array), p.number(axis)); }
        @Override public void check(Rules r) { r.is(INT64, out); r.axis(array, axis); }
    }
    record Load(Value out, Value array, List<Value> index) implements Op {
        @Override public Op with(Parts p) { return new Load(p.result(out), p.operand(array), p.index(index)); }
        @Override public void check(Rules r) { r.index(array, index); r.is(r.array(array).element(), out); }
        @Override public Set<Effect> effects() { return Set.of(READS); }
    }
    record Store(Value array, List<Value> index, Value value) implements Op {
        @Override public Op with(Parts p) { return new Store(p.operand(array), p.index(index), p.word("=").operand(value)); }
        @Override public void check(Rules r) { r.index(array, index); r.writable(array); r.is(r.array(array).element(), value); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }
    /** A fresh C-ordered block, uninitialised unless `zeroed`; lengths are not negative. Out of memory ends the kernel with status -1. */
    record Alloc(Value out, List<Value> shape, boolean zeroed) implements Op {
        public Alloc(Value out, List<Value> shape) {
            this(out, shape, false);
        }
        @Override public Op with(Parts p) {
            Value made = p.fresh(out);
            boolean cleared = p.flag("zeroed", zeroed);
            return new Alloc(made, p.index(shape), cleared);
        }
        @Override public void check(Rules r) { r.cOrdered(out, "a fresh array is C-ordered"); r.index(out, shape); }
        @Override public Set<Effect> effects() { return Set.of(ALLOCATES); }
    }
    record View(Value out, Value array, List<Axis> axes) implements Pure {
        @Override public Op with(Parts p) { return new View(p.borrowed(out), p.operand(array), p.axes(axes)); }
        @Override public void check(Rules r) { r.view(this); }
    }
    record Transpose(Value out, Value array, List<Integer> permutation) implements Pure {
        @Override public Op with(Parts p) { return new Transpose(p.borrowed(out), p.operand(array), p.numbers(permutation)); }
        @Override public void check(Rules r) {
            r.same(r.array(array).element(), r.array(out).element());
            r.permutation(permutation, r.array(array).rank());
            r.require(r.array(out).rank() == permutation.size(), "the rank changes");
        }
    }
    /** The same bytes of a C-contiguous array under another shape, maybe as elements of another type. */
    record Reshape(Value out, Value array, List<Value> shape) implements Pure {
        @Override public Op with(Parts p) { return new Reshape(p.borrowed(out), p.operand(array), p.index(shape)); }
        @Override public void check(Rules r) {
            r.cOrdered(array, "only C-contiguous arrays have a new shape");
            r.cOrdered(out, "a new shape is C-ordered");
            r.index(out, shape);
        }
    }
    /** The bytes from an array's first element on under any shape and strides, which nobody checks: axes may overlap. */
    record Strided(Value out, Value array, List<Value> shape, List<Value> strides) implements Pure {
        @Override public Op with(Parts p) {
            return new Strided(p.borrowed(out), p.operand(array), p.index(shape), p.word("strides").index(strides));
        }
        @Override public void check(Rules r) {
            Type.Array to = r.array(out), from = r.array(array);
            r.same(from.element(), to.element());
            r.require(to.layout() == Type.Layout.A && to.last() == 0, "any strides make an array of any strides");
            r.require(to.readOnly() || !from.readOnly(), "%s is read-only", array);
            r.index(out, shape);
            r.index(out, strides);
        }
    }
    /** The module's constant array of this number. */
    record DataArray(Value out, int number) implements Pure {
        @Override public String name() { return "data"; }
        @Override public Op with(Parts p) { return new DataArray(p.borrowed(out), p.number(number)); }
        @Override public void check(Rules r) {
            r.require(number >= 0 && number < r.module().data().size(), "there is no data array %d", number);
            r.same(r.module().data().get(number).type(), out.type());
        }
    }
    /** An array variable that no path here has assigned. */
    record Unbound(Value out) implements Pure {
        @Override public Op with(Parts p) { return new Unbound(p.borrowed(out)); }
        @Override public void check(Rules r) { r.reference(out); }
    }
    record IsBound(Value out, Value array) implements Pure {
        @Override public Op with(Parts p) { return new IsBound(p.result(out), p.operand(array)); }
        @Override public void check(Rules r) { r.is(BOOL, out); r.reference(array); }
    }
    /** Whether the bytes of two arrays may overlap: compares the ranges that they span. */
    record MayOverlap(Value out, Value left, Value right) implements Pure {
        @Override public Op with(Parts p) { return new MayOverlap(p.result(out), p.operand(left), p.word(",").operand(right)); }
        @Override public void check(Rules r) { r.is(BOOL, out); r.array(left); r.array(right); }
    }
    /** Reference counts of the block that an array lies in; only insert-references makes them. */
    record Retain(Value array) implements Op {
        @Override public Op with(Parts p) { return new Retain(p.operand(array)); }
        @Override public void check(Rules r) { r.reference(array); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }
    record Release(Value array) implements Op {
        @Override public Op with(Parts p) { return new Release(p.operand(array)); }
        @Override public void check(Rules r) { r.reference(array); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); } // counts, and what ends at the last
    }

    // Lists. A reference counts the list; items that are references themselves are counted by it. Indices are in range.
    /** Empty, with room for `room` items. */
    record ListNew(Value out, Value room) implements Op {
        @Override public Op with(Parts p) { return new ListNew(p.fresh(out), p.operand(room)); }
        @Override public void check(Rules r) { r.list(out); r.is(INT64, room); }
        @Override public Set<Effect> effects() { return Set.of(ALLOCATES); }
    }
    record ListLength(Value out, Value list) implements Op {
        @Override public Op with(Parts p) { return new ListLength(p.result(out), p.operand(list)); }
        @Override public void check(Rules r) { r.is(INT64, out); r.list(list); }
        @Override public Set<Effect> effects() { return Set.of(READS); }
    }
    /** One result for each leaf of the item; arrays and lists among them are new references. */
    record ListGet(List<Value> outs, Value list, Value index) implements Op {
        @Override public Op with(Parts p) { return new ListGet(p.results(outs), p.operand(list), p.index(index)); }
        @Override public void check(Rules r) { r.is(INT64, index); r.leaves(r.list(list).item(), outs); }
        @Override public Set<Effect> effects() { return Set.of(READS); }
    }
    record ListSet(Value list, Value index, List<Value> values) implements Op {
        @Override public Op with(Parts p) { return new ListSet(p.operand(list), p.index(index), p.word("=").values(values)); }
        @Override public void check(Rules r) { r.is(INT64, index); r.leaves(r.list(list).item(), values); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }
    /** New items at the end are zero where they are references, else anything. Out of memory ends the kernel with status -1. */
    record ListResize(Value list, Value length) implements Op {
        @Override public Op with(Parts p) { return new ListResize(p.operand(list), p.word(",").operand(length)); }
        @Override public void check(Rules r) { r.list(list); r.is(INT64, length); }
        @Override public Set<Effect> effects() { return Set.of(WRITES, RESIZES, ALLOCATES); }
    }
    record SameList(Value out, Value left, Value right) implements Pure {
        @Override public Op with(Parts p) { return new SameList(p.result(out), p.operand(left), p.word(",").operand(right)); }
        @Override public void check(Rules r) { r.is(BOOL, out); r.is(r.list(left), right); }
    }

    // Objects. A reference counts the object; fields that are references themselves are counted by it. `slot` is where a field begins.
    /** All fields zero. `references` are the slots that count. Out of memory ends the kernel with status -1. */
    record New(Value out, int slots, List<Integer> references) implements Op {
        @Override public Op with(Parts p) { return new New(p.fresh(out), p.number(slots), p.numbers(references)); }
        @Override public void check(Rules r) { r.object(out); }
        @Override public Set<Effect> effects() { return Set.of(ALLOCATES); }
    }
    /** One result for each leaf of the field; what is a reference among them is a new one, or, if it is borrowed, the object's. */
    record FieldGet(List<Value> outs, Value object, int slot, boolean borrowed) implements Op {
        @Override public Op with(Parts p) {
            List<Value> results = borrowed ? outs.stream().map(p::borrowed).toList() : p.results(outs);
            return new FieldGet(results, p.operand(object), p.number(slot), p.flag("borrowed", borrowed));
        }
        @Override public void check(Rules r) { r.object(object); }
        @Override public Set<Effect> effects() { return Set.of(READS); }
    }
    record FieldSet(Value object, int slot, List<Value> values) implements Op {
        @Override public Op with(Parts p) { return new FieldSet(p.operand(object), p.number(slot), p.word("=").values(values)); }
        @Override public void check(Rules r) { r.object(object); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }
    record SameObject(Value out, Value left, Value right) implements Pure {
        @Override public Op with(Parts p) { return new SameObject(p.result(out), p.operand(left), p.word(",").operand(right)); }
        @Override public void check(Rules r) { r.is(BOOL, out); r.is(r.object(left), right); }
    }

    // Generators. The body is a function that is one: its Returns give nothing, its Suspends the results.
    /** A generator whose body, for these arguments, has not begun. Out of memory ends the kernel with status -1. */
    record Generate(Value out, String callee, List<Value> args) implements Op {
        @Override public Op with(Parts p) { return new Generate(p.fresh(out), p.quoted(callee), p.values(args)); }
        @Override public void check(Rules r) { r.generate(this); }
        @Override public Set<Effect> effects() { return Set.of(ALLOCATES); }
    }
    /** Runs the body up to its next Suspend: `status` is the int32 status, `more` whether it came there. */
    record Advance(Value status, Value more, Value generator) implements Op {
        @Override public Op with(Parts p) { return new Advance(p.result(status), p.result(more), p.operand(generator)); }
        @Override public void check(Rules r) { r.is(INT32, status); r.is(BOOL, more); r.generator(generator); }
        @Override public Set<Effect> effects() { return Set.of(READS, WRITES, RESIZES, ALLOCATES, SWITCHES); }
    }
    /** What the body gave last, one result for each leaf; arrays among them are new references. */
    record Current(List<Value> outs, Value generator) implements Op {
        @Override public Op with(Parts p) { return new Current(p.results(outs), p.operand(generator)); }
        @Override public void check(Rules r) { r.leaves(r.generator(generator).item(), outs); }
        @Override public Set<Effect> effects() { return Set.of(READS); }
    }
    /** In a body: waits here, with these for whoever asked. Then `wanted` says whether to go on; else nobody will ever ask again. */
    record Suspend(Value wanted, List<Value> values) implements Op {
        @Override public Op with(Parts p) { return new Suspend(p.result(wanted), p.values(values)); }
        @Override public void check(Rules r) { r.is(BOOL, wanted); r.suspends(values); }
        @Override public Set<Effect> effects() { return Set.of(READS, WRITES, RESIZES, ALLOCATES, SWITCHES); }
    }

    // Whole arrays: none is left after lower-arrays.
    /** Fresh; inputs are broadcast to `shape`; the region takes one element of each input and yields one. */
    record Elementwise(Value out, List<Value> shape, List<Value> inputs, Region body) implements Op {
        @Override public Op with(Parts p) { return new Elementwise(p.fresh(out), p.index(shape), p.bound(body, inputs), p.region(body)); }
        @Override public void check(Rules r) { r.elementwise(this); r.element(r.array(out).element(), body); }
        @Override public Set<Effect> effects() { return Set.of(READS, ALLOCATES); }
    }
    /** target[...] = value, which has the target's rank or less and is broadcast to it. As if the value were read wholly first. */
    record Assign(Value target, Value value) implements Op {
        @Override public Op with(Parts p) { return new Assign(p.operand(target), p.word(",").operand(value)); }
        @Override public void check(Rules r) {
            r.writable(target);
            r.same(r.array(target).element(), r.array(value).element());
            r.require(r.array(value).rank() <= r.array(target).rank(), "the value has more axes than the target");
        }
        @Override public Set<Effect> effects() { return Set.of(READS, WRITES); }
    }

    // Control. A region sees the values around it and gives its results with Yield.
    record If(List<Value> outs, Value condition, Region then, Region orElse) implements Pure {
        @Override public Op with(Parts p) {
            return new If(p.results(outs), p.operand(condition), p.region(then), p.word("else").region(orElse));
        }
        @Override public void check(Rules r) {
            r.is(BOOL, condition);
            r.require(then.params().isEmpty() && orElse.params().isEmpty(), "a branch takes no parameters");
            r.region(then, outs);
            r.region(orElse, outs);
        }
    }
    /** The region's first parameter is the int64 index, the others are carried; never runs when lo is not before hi. */
    record For(List<Value> outs, Value lo, Value hi, long step, List<Value> carried, Region body) implements Pure {
        @Override public Op with(Parts p) {
            return new For(p.results(outs), p.counter(body).word("=").operand(lo), p.word("to").operand(hi), p.word("step").number(step),
                    p.carried(body, carried), p.region(body));
        }
        @Override public void check(Rules r) {
            r.require(step != 0, "goes nowhere");
            r.require(!body.params().isEmpty(), "has no index");
            r.is(INT64, lo, hi, body.params().getFirst());
            r.same(carried, outs);
            r.same(carried, body.params().subList(1, body.params().size()));
            r.region(body, outs);
        }
    }
    /** Yield and Jump(end) both leave it. */
    record Block(List<Value> outs, Label end, Region body) implements Pure {
        @Override public Op with(Parts p) { return new Block(p.results(outs), p.label(end), p.region(body)); }
        @Override public void check(Rules r) {
            r.require(body.params().isEmpty(), "a block takes no parameters");
            r.labelled(end, outs, body, outs);
        }
    }
    /** Runs until something jumps out; Jump(start) goes on. */
    record Loop(Label start, List<Value> carried, Region body) implements Pure {
        @Override public Op with(Parts p) { return new Loop(p.label(start), p.carried(body, carried), p.region(body)); }
        @Override public void check(Rules r) { r.same(carried, body.params()); r.labelled(start, body.params(), body, null); }
    }
    /**
     * Runs the region for `pieces` parts of the iterations 0 .. count-1, maybe at the same time, each with its bounds and number: from, to, piece. The
     * region yields nothing and is left by exceptions only; the result is the int32 status of the lowest piece that failed, or 0.
     */
    record Parallel(Value status, Value count, Value pieces, Region body) implements Op {
        @Override public Op with(Parts p) {
            return new Parallel(p.result(status), p.operand(count), p.word("in").operand(pieces), p.parameters(body).region(body));
        }
        @Override public void check(Rules r) {
            r.is(INT32, status);
            r.is(INT64, count, pieces);
            r.require(body.params().size() == 3, "takes from, to and piece");
            r.are(INT64, body.params());
            r.apart(body);
        }
        @Override public Set<Effect> effects() { return Set.of(FORKS); }
    }

    // Exceptions that a handler of this function waits for; see tree Stmt.Try. What they write is the exception that is under way.
    /** Before the jump to a handler: a raise's scalars go to the run-time argument slots; a call is noted on the exception's way. */
    record Thrown(int site, List<Value> arguments) implements Op {
        @Override public Op with(Parts p) { return new Thrown(p.number(site), p.values(arguments)); }
        @Override public void check(Rules r) { if (!r.site(site).isCall()) r.raise(site, arguments); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }
    /** Whether a status is one of these, in ascending order: the sites and codes whose classes an `except` names. */
    record Caught(Value out, Value status, List<Integer> statuses) implements Pure {
        @Override public Op with(Parts p) { return new Caught(p.result(out), p.operand(status), p.numbers(statuses)); }
        @Override public void check(Rules r) { r.is(BOOL, out); r.is(INT32, status); }
    }
    /** The module's counted line of this number is executed once more. The counter is memory that nothing else sees. */
    record Hit(int line) implements Op {
        @Override public Op with(Parts p) { return new Hit(p.number(line)); }
        @Override public void check(Rules r) { r.require(line >= 0, "lines are numbered from 0"); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }
    /** A handler begins: its exception's arguments and way go to the function's room of this number (-1: nobody asks for them again). */
    record Handle(Value status, int room) implements Op {
        @Override public Op with(Parts p) { return new Handle(p.operand(status), p.word(",").number(room)); }
        @Override public void check(Rules r) { r.is(INT32, status); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }
    /** The exception of that room is under way again. */
    record Resume(Value status, int room) implements Op {
        @Override public Op with(Parts p) { return new Resume(p.operand(status), p.word(",").number(room)); }
        @Override public void check(Rules r) { r.is(INT32, status); }
        @Override public Set<Effect> effects() { return Set.of(WRITES); }
    }

    // Guards: go on when it holds, else do `otherwise`.
    record Guard(Value ok, Terminator otherwise) implements Op {
        @Override public Op with(Parts p) { return new Guard(p.operand(ok), p.word("else").otherwise(otherwise)); }
        @Override public void check(Rules r) { r.is(BOOL, ok); r.otherwise(otherwise); }
        @Override public Set<Effect> effects() { return otherwise.effects(); }
    }
    /** 0 <= index < length. */
    record CheckIndex(Value index, Value length, Terminator otherwise) implements Op {
        @Override public String name() { return "check"; }
        @Override public Op with(Parts p) {
            return new CheckIndex(p.operand(index), p.word("<").operand(length), p.word("else").otherwise(otherwise));
        }
        @Override public void check(Rules r) { r.is(INT64, index, length); r.otherwise(otherwise); }
        @Override public Set<Effect> effects() { return otherwise.effects(); }
    }

    sealed interface Terminator extends Op {
        @Override Terminator with(Parts p);
    }
    record Yield(List<Value> values) implements Terminator, Pure {
        @Override public Terminator with(Parts p) { return new Yield(p.moved(values)); }
        @Override public void check(Rules r) { r.yields(values); }
    }
    record Jump(Label to, List<Value> values) implements Terminator {
        @Override public Terminator with(Parts p) { return new Jump(p.target(to), p.moved(values)); }
        @Override public void check(Rules r) { r.jumps(to, values); }
        @Override public Set<Effect> effects() { return Set.of(JUMPS); }
    }
    record Return(List<Value> values) implements Terminator {
        @Override public Terminator with(Parts p) { return new Return(p.moved(values)); }
        @Override public void check(Rules r) { r.returns(values); }
        @Override public Set<Effect> effects() { return Set.of(JUMPS); }
    }
    /** An exception starts: the site's number is the status; scalars go to the run-time argument slots in order. */
    record Raise(int site, List<Value> arguments) implements Terminator {
        @Override public Terminator with(Parts p) { return new Raise(p.number(site), p.values(arguments)); }
        @Override public void check(Rules r) { r.raise(site, arguments); }
        @Override public Set<Effect> effects() { return Set.of(RAISES); }
    }
    /** A callee's exception passes this call site; site 0: one that is on its way already. */
    record Reraise(Value status, int site) implements Terminator {
        @Override public Terminator with(Parts p) { return new Reraise(p.operand(status), p.word(",").number(site)); }
        @Override public void check(Rules r) {
            r.is(INT32, status);
            r.require(site == 0 || r.site(site).isCall(), "site %d is not a call", site);
        }
        @Override public Set<Effect> effects() { return Set.of(RAISES); }
    }
    /** The operation before it never completes. */
    record Unreachable() implements Terminator, Pure {
        @Override public Terminator with(Parts p) { return this; }
        @Override public void check(Rules r) {}
    }

    enum UnaryKind { NEG, INVERT, ABS } // INVERT of a bool is its negation

    private static String small(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What a View does with an axis of the array; NewAxis takes none. */
    sealed interface Axis {
        /** The word that its text begins with; of an index none. */
        default String name() { return ""; }
        default Axis with(Parts p) { return this; }

        record At(Value index) implements Axis {
            @Override public Axis with(Parts p) { return new At(p.operand(index)); }
        }
        /** `length` places from `start` on, `step` apart; all in range. Of step 0: one place, seen as often, and nothing is stored there. */
        record Slice(Value start, Value length, Value step) implements Axis {
            @Override public String name() { return "from"; }
            @Override public Axis with(Parts p) {
                return new Slice(p.operand(start), p.word("length").operand(length), p.word("step").operand(step));
            }
        }
        record All() implements Axis {
            @Override public String name() { return "all"; }
        }
        record NewAxis() implements Axis {
            @Override public String name() { return "new"; }
        }
        /** The real or imaginary part of each complex element; takes and makes no axis. */
        record Part(boolean imaginary) implements Axis {
            @Override public String name() { return imaginary ? "imaginary" : "real"; }
        }
    }
}
// spotless:on
