package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.ir.interpret.Memory;
import dev.jaculus.compiler.ir.interpret.Strided;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.HostFunction;
import dev.jaculus.compiler.types.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Well-typed modules by chance, and arguments for them. The same seed gives the same; a smaller size gives less of it. */
public final class RandomModules {
    private static final Location.Scope SCOPE = new Location.Scope("f", "random.py", 1);
    private static final Location HERE = new Location(SCOPE, 2, 5);

    /** Few enough types that values of the same type meet. */
    static final List<Type.Scalar> SCALARS =
            List.of(Type.INT64, Type.INT64, Type.FLOAT64, Type.BOOL, Type.UINT8, Type.INT32, Type.FLOAT32, Type.UINT64);

    private RandomModules() {}

    public static Module module(long seed, int size) {
        return module(seed, size, false);
    }

    /** The same, some of whose operations ask the host, which may write into the arrays that it gets. */
    public static Module asking(long seed, int size) {
        return module(seed, size, true);
    }

    private static Module module(long seed, int size, boolean asks) {
        var random = new Random(seed);
        var sites = new ArrayList<Module.Site>();
        List<Module.Argument> slot = List.of(new Module.Argument.Slot(0, Type.INT64));
        sites.add(new Module.Site("builtins.ValueError", -1, List.of(), HERE));
        sites.add(new Module.Site("builtins.IndexError", -1, slot, HERE));
        sites.add(new Module.Site("", -1, List.of(), HERE));
        var data = List.of(new Module.Data(
                new Type.Array(Type.UINT8, 2, Type.Layout.C, true, 0),
                List.of(2, 3),
                Bytes.of(new byte[] {1, 2, 3, -4, 5, 0})));
        var functions = new ArrayList<Function>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var body = new RandomBody(random, functions, data.getFirst().type(), size, asks);
            functions.addFirst(body.function(i == 0 ? "kernel" : "f" + i, SCOPE, random.nextInt(3) == 0));
        }
        var hosts = List.of(new HostFunction("call", "f", List.of(), List.of(), Type.INT64));
        var lines = List.of(new Module.Line("random.py", 1), new Module.Line("\u00e4 b.py", 20));
        return asks ? new Module(functions, sites, data, hosts, lines) : new Module(functions, sites, data, List.of());
    }

    static Type.Array arrayType(Random random) {
        int rank = random.nextInt(4) == 0 ? random.nextInt(4) : 1 + random.nextInt(2);
        Type.Layout layout = rank == 0 ? Type.Layout.C : Numerals.pick(random, List.of(Type.Layout.values()));
        int last = rank >= 2 && layout == Type.Layout.C && random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 0;
        return new Type.Array(Numerals.pick(random, SCALARS), rank, layout, random.nextInt(5) == 0, last);
    }

    /** Arguments for a kernel; arrays lie in direct buffers, which some of them share. */
    public static List<Object> arguments(Module module, long seed) {
        var random = new Random(seed);
        var arguments = new ArrayList<Object>();
        var memories = new ArrayList<Memory>();
        for (Value p : module.entry().body().params()) {
            switch (p.type()) {
                case Type.Array a -> arguments.add(array(a, random, memories));
                case Type.Float f -> arguments.add(Numerals.real(f, random));
                case Type.Scalar s -> arguments.add(Numerals.integer(s, random));
                default -> throw new IllegalStateException("not flat");
            }
        }
        return arguments;
    }

    private static Strided array(Type.Array type, Random random, List<Memory> memories) {
        var shape = new ArrayList<Long>();
        for (int axis = 0; axis < type.rank(); axis++) {
            shape.add(random.nextInt(8) == 0 ? 0L : 1L + random.nextInt(axis == 0 ? 6 : 4));
        }
        if (type.last() != 0) {
            shape.set(type.rank() - 1, (long) type.last());
        }
        List<Long> strides = strides(type, shape, random);
        long[] span = new Strided(type.element(), null, 0, shape, strides).span();
        Memory memory = memory(memories, random);
        long room = memory.bytes().capacity() - (span[1] - span[0]);
        long offset = -span[0] + random.nextLong(room / 8) * 8;
        var array = new Strided(type.element(), memory, offset, shape, strides);
        if (type.element() instanceof Type.Float || type.element() instanceof Type.Bool) {
            fill(array, random); // other bytes would be strange floats, and no bools
        }
        return array;
    }

    private static List<Long> strides(Type.Array type, List<Long> shape, Random random) {
        if (type.layout() == Type.Layout.F) {
            return Strided.packed(type.element(), shape.reversed()).reversed();
        }
        var strides = new ArrayList<>(Strided.packed(type.element(), shape));
        if (type.layout() == Type.Layout.A) {
            for (int axis = 0; axis < strides.size(); axis++) {
                strides.set(axis, strides.get(axis) * Numerals.pick(random, List.of(1, 1, 2, -1, -2)));
            }
            if (random.nextBoolean() && strides.size() == 2) {
                Collections.reverse(strides);
                Collections.reverse(shape);
            }
        }
        return strides;
    }

    private static Memory memory(List<Memory> memories, Random random) {
        if (!memories.isEmpty() && random.nextInt(4) == 0) {
            return Numerals.pick(random, memories);
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(4096).order(ByteOrder.nativeOrder());
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) random.nextInt());
        }
        memories.add(Memory.of(bytes));
        return memories.getLast();
    }

    private static void fill(Strided array, Random random) {
        var index = new ArrayList<>(Collections.nCopies(array.shape().size(), 0L));
        while (!array.shape().contains(0L)) {
            Object x = array.element() instanceof Type.Float f
                    ? (Object) Numerals.real(f, random)
                    : (Object) (long) random.nextInt(2);
            array.set(index, x);
            int axis = index.size() - 1;
            while (axis >= 0 && index.get(axis) + 1 == array.shape().get(axis)) {
                index.set(axis--, 0L);
            }
            if (axis < 0) {
                return;
            }
            index.set(axis, index.get(axis) + 1);
        }
    }

    static Location here() {
        return HERE;
    }
}
