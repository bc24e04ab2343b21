package dev.jaculus.compiler.ir.interpret;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Module;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the functions of a module at any stage: operations on whole arrays too. */
public final class Interpreter {
    /** Compiled code goes deeper; more than this could be too much for the interpreter's own stack. */
    private static final int DEPTH = 150;
    /** Larger blocks are no memory. */
    private static final long LARGEST_BLOCK = 1L << 28;

    final Module module;
    final Elementary elementary;
    final Host host;
    private final Map<String, Function> functions = new HashMap<>();
    private final List<Memory> blocks = new ArrayList<>();
    private final List<Items> lists = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();
    private final List<Integer> trace = new ArrayList<>();
    private final List<Memory> data = new ArrayList<>();
    private List<Object> exception = List.of();
    private long steps;
    private int depth;

    private Interpreter(Module module, Elementary elementary, Host host, long steps) {
        this.module = module;
        this.host = host;
        this.elementary = elementary;
        this.steps = steps;
        module.functions().forEach(f -> functions.put(f.name(), f));
        for (Module.Data d : module.data()) {
            ByteBuffer bytes = ByteBuffer.allocate(d.bytes().size());
            for (int i = 0; i < d.bytes().size(); i++) bytes.put(d.bytes().get(i));
            data.add(Memory.of(bytes));
        }
    }

    /** Runs the kernel. Arguments are Long, Double or {@link Strided}, one for each parameter. */
    public static Outcome run(Module module, List<Object> arguments) {
        return run(module, arguments, Elementary::java, 10_000_000);
    }

    /** The same with other elementary functions; throws {@link EndlessException} after so many operations. */
    public static Outcome run(Module module, List<Object> arguments, Elementary elementary, long steps) {
        return new Interpreter(module, elementary, Host.NONE, steps).kernel(arguments);
    }

    /** The same with a host. */
    public static Outcome run(Module module, List<Object> arguments, Host host) {
        return new Interpreter(module, Elementary::java, host, 10_000_000).kernel(arguments);
    }

    /** A run took more steps than it may. */
    public static final class EndlessException extends RuntimeException {}

    private Outcome kernel(List<Object> arguments) {
        Flow end = call(module.entry(), arguments);
        if (!(end instanceof Flow.Return(List<Object> results))) {
            return new Outcome(((Flow.Fail) end).status(), List.of(), exception, trace, 0);
        }
        int given = 0;
        for (Object result : results) {
            given += references(result);
        }
        int held = blocks.stream().mapToInt(Memory::references).sum()
                + lists.stream().mapToInt(Items::references).sum()
                + bodies.stream().mapToInt(Body::references).sum();
        return new Outcome(0, results, List.of(), List.of(), held - given);
    }

    /** How many references a result holds, those of a list's items included. */
    private static int references(Object result) {
        return switch (result) {
            case Strided s -> s.memory() != null && s.memory().isCounted() ? 1 : 0;
            case Items l
            when l.isCounted() ->
                1
                        + l.all().stream()
                                .flatMap(List::stream)
                                .mapToInt(Interpreter::references)
                                .sum();
            default -> 0;
        };
    }

    /** A fresh list. */
    Items list() {
        Items list = Items.fresh();
        lists.add(list);
        return list;
    }

    /** A generator with this function as its body. */
    Body generator(Function function, List<Object> arguments) {
        var body = new Body(arguments, own -> new Frame(this, function, own).run(arguments));
        bodies.add(body);
        return body;
    }

    /** Runs a function to its end, which is a Return or a Fail. */
    Flow call(Function function, List<Object> arguments) {
        if (depth == DEPTH) {
            return new Flow.Fail(-3);
        }
        depth++;
        Flow end = new Frame(this, function, null).run(arguments);
        depth--;
        return end;
    }

    Function function(String name) {
        return functions.get(name);
    }

    Memory data(int number) {
        return data.get(number);
    }

    /** A fresh block, or null where there is no memory. */
    Memory alloc(long bytes) {
        if (bytes < 0 || bytes > LARGEST_BLOCK) {
            return null;
        }
        Memory block = Memory.block((int) bytes);
        blocks.add(block);
        return block;
    }

    /** What belongs to an exception beside its status. */
    record Exception(List<Object> arguments, List<Integer> trace) {}

    /** A handler takes the exception. */
    Exception handle() {
        var taken = new Exception(exception, List.copyOf(trace));
        trace.clear();
        return taken;
    }

    void resume(Exception taken) {
        exception = taken.arguments();
        trace.clear();
        trace.addAll(taken.trace());
    }

    void raise(List<Object> arguments) {
        exception = arguments;
    }

    void trace(int site) {
        if (trace.size() < 64) {
            trace.add(site);
        }
    }

    void step() {
        if (--steps < 0) {
            throw new EndlessException();
        }
    }
}
