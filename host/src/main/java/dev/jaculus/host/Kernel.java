package dev.jaculus.host;

import dev.jaculus.compiler.types.Type;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A compiled Python function that has been loaded. Any number of threads may call it at the same time. */
public final class Kernel {
    private static final int NO_MEMORY = -1;
    private static final int INTERRUPTED = -2;
    private static final int TOO_DEEP = -3;
    private static final int NO_HOST = -5;

    private final RuntimeLibrary runtime;
    private final Metadata metadata;
    private final MemorySegment entry;
    private final int argumentSlots;
    private final int slots;

    /** Loads a library for good: arrays that point to its constants may live on. */
    Kernel(RuntimeLibrary runtime, Path library, Metadata metadata) {
        if (!metadata.addresses().isEmpty()) {
            throw new UnsupportedOperationException(
                    "the kernel calls functions of a Python process: " + String.join(", ", metadata.addresses()));
        }
        this.runtime = runtime;
        this.metadata = metadata;
        this.entry = SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow(metadata.symbol());
        this.argumentSlots = Slots.count(metadata.arguments());
        this.slots = argumentSlots + Slots.count(metadata.result());
    }

    /** The types of the arguments, as Numba spells them. */
    public List<String> argumentTypes() {
        return metadata.arguments().stream().map(Type::toString).toList();
    }

    /** The type of the result. */
    public String resultType() {
        return metadata.result().toString();
    }

    /**
     * Calls the kernel.
     *
     * @param arguments a boxed number or Boolean for a scalar; an {@link Array}, or a one-dimensional Java array (which
     *     is copied, and copied back unless the kernel takes it as read-only); a List for a tuple; null for None
     * @return a Long, Double, Boolean, {@link Array}, List or null; a uint64 is the Long of its bits
     * @throws KernelException when the kernel raises
     * @throws IllegalArgumentException when the arguments are not what it takes
     */
    public Object call(Object... arguments) {
        List<Type> types = metadata.arguments();
        if (arguments.length != types.size()) {
            throw new IllegalArgumentException(
                    "the kernel takes " + types.size() + " arguments, " + arguments.length + " were given");
        }
        try (RuntimeLibrary.Env env = runtime.env()) {
            MemorySegment memory = env.slots(slots);
            Arguments given = new Arguments(memory, types, arguments);
            MemorySegment results = memory.asSlice(Slots.SIZE * argumentSlots);
            int status = env.run(entry, memory, results);
            given.finish();
            if (status != 0) {
                KernelException exception = exception(status, env);
                env.sweep();
                throw exception;
            }
            return new Results(runtime, given, results).read(metadata.result());
        }
    }

    private KernelException exception(int status, RuntimeLibrary.Env env) {
        List<KernelException.Frame> trace = new ArrayList<>();
        for (int site : env.trace()) {
            trace.addFirst(site(site).frame());
        }
        return switch (status) {
            case NO_MEMORY -> new KernelException("MemoryError", List.of(), trace);
            case INTERRUPTED -> new KernelException("KeyboardInterrupt", List.of(), trace);
            case TOO_DEEP -> new KernelException("RecursionError", List.of("maximum recursion depth exceeded"), trace);
            case NO_HOST ->
                new KernelException(
                        "NotImplementedError",
                        List.of("the kernel asks Python to print or to format, and this process has no Python"),
                        trace);
            default -> {
                Metadata.Site site = site(status);
                trace.add(site.frame());
                String name = site.exception();
                yield new KernelException(
                        name.substring(name.lastIndexOf('.') + 1), values(site.arguments(), env), trace);
            }
        };
    }

    private Metadata.Site site(int number) {
        return metadata.sites().get(number - 1);
    }

    private static List<Object> values(List<Metadata.Argument> arguments, RuntimeLibrary.Env env) {
        List<Object> values = new ArrayList<>();
        for (Metadata.Argument argument : arguments) {
            values.add(
                    switch (argument) {
                        case Metadata.Argument.Constant(Object value) -> value;
                        case Metadata.Argument.InSlot(int slot, Type.Scalar type) ->
                            Slots.getScalar(env.exceptionArguments(), slot, type);
                        case Metadata.Argument.InSlot(int slot, Type _) ->
                            Slots.getText(env.exceptionArguments(), slot);
                    });
        }
        return values;
    }
}
