package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.interpret.Memory;
import dev.jaculus.compiler.ir.interpret.Outcome;
import dev.jaculus.compiler.ir.interpret.Strided;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.llvm.CodeOptions;
import dev.jaculus.llvm.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles modules and runs them in this process, with the same arguments and outcomes as the interpreter has. */
final class Native {
    static final Toolchain LLVM = Toolchain.open(Path.of(System.getProperty("jaculus.libllvm")));

    private static final Path FOLDER = Path.of("target", "native");
    private static final SymbolLookup RUNTIME = runtime();
    private static final MethodHandle ENTRY_SHAPE = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    private static final MethodHandle ARGUMENTS =
            function("jac_arguments", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    private static final MethodHandle RELEASE =
            function("jac_release_host", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    private static final MethodHandle TRACE = function(
            "jac_env_trace",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle FOREIGN = function(
            "jac_foreign",
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    private static final FunctionDescriptor OF_OWNER = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
    private static final MemorySegment LET_GO = upcall(MethodHandles.empty(OF_OWNER.toMethodType()), OF_OWNER);
    private static final MemorySegment ENV = env();
    private static int libraries;

    private Native() {}

    private static SymbolLookup runtime() {
        try {
            Process build = new ProcessBuilder("sh", "../runtime/build.sh", FOLDER.toString())
                    .inheritIO()
                    .start();
            if (build.waitFor() != 0) {
                throw new IllegalStateException("the runtime does not build");
            }
            return SymbolLookup.libraryLookup(FOLDER.resolve("libjaculus_rt.so").toAbsolutePath(), Arena.global());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(RUNTIME.find(name).orElseThrow(), shape);
    }

    private static MemorySegment upcall(MethodHandle handle, FunctionDescriptor shape) {
        return Linker.nativeLinker().upcallStub(handle, shape, Arena.global());
    }

    /** What is stored where it may outlive the call refers to an argument: its buffer outlives all of them. */
    static MemorySegment keep(MemorySegment owner) {
        try {
            return (MemorySegment) FOREIGN.invoke(MemorySegment.NULL, owner, LET_GO);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemorySegment env() {
        try {
            FunctionDescriptor keeps = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
            MethodHandle keep = MethodHandles.lookup().findStatic(Native.class, "keep", keeps.toMethodType());
            function("jac_hosts_owners", OF_OWNER).invoke(upcall(keep, keeps));
            return (MemorySegment) function("jac_env_new", FunctionDescriptor.of(ValueLayout.ADDRESS))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a kernel; arrays among the arguments lie in direct buffers. What no longer can be compared is left out: leaked references. */
    static Outcome run(Module module, List<Object> arguments) {
        return run(module, arguments, VectorMath.NONE);
    }

    /** The same with what the C library has for vectors. */
    static Outcome run(Module module, List<Object> arguments, VectorMath vectorMath) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] library = LLVM.sharedObject(Emitter.module(module, vectorMath), CodeOptions.HOST);
            Path file = FOLDER.resolve("kernel" + libraries++ + ".so");
            Files.write(file, library);
            MemorySegment entry = SymbolLookup.libraryLookup(file.toAbsolutePath(), arena)
                    .find("jaculus_entry")
                    .orElseThrow();
            Files.delete(file);
            return call(module, entry, arguments, arena);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome call(Module module, MemorySegment entry, List<Object> arguments, Arena arena)
            throws Throwable {
        MemorySegment args = arena.allocate(8 * 256, 8), results = arena.allocate(8 * 256, 8);
        int at = 0;
        for (int i = 0; i < arguments.size(); i++) {
            at = pack(args, at, module.entry().body().params().get(i).type(), arguments.get(i), i);
        }
        int status = (int) ENTRY_SHAPE.invoke(entry, args, results, ENV);
        if (status != 0) {
            return failed(module, status, arena);
        }
        var values = new ArrayList<Object>();
        at = 0;
        for (Type type : module.entry().results()) {
            values.add(unpack(results, at, type, arguments));
            at += slots(type);
        }
        return new Outcome(0, values, List.of(), List.of(), 0);
    }

    private static Outcome failed(Module module, int status, Arena arena) throws Throwable {
        MemorySegment sites = arena.allocate(4 * 64, 4);
        int count = (int) TRACE.invoke(ENV, sites, 64);
        var trace = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            trace.add(sites.getAtIndex(ValueLayout.JAVA_INT, i));
        }
        var exception = new ArrayList<Object>();
        if (status > 0) {
            MemorySegment slots = ((MemorySegment) ARGUMENTS.invoke(ENV)).reinterpret(8 * 32);
            for (Module.Argument a : module.sites().get(status - 1).arguments()) {
                if (a instanceof Module.Argument.Slot(int slot, Type type)) {
                    exception.add(scalar(slots, slot, type));
                }
            }
        }
        return new Outcome(status, List.of(), exception, trace, 0);
    }

    private static int slots(Type type) {
        return type instanceof Type.Array a ? 2 + 2 * a.rank() : 1;
    }

    private static int pack(MemorySegment slots, int at, Type type, Object x, int number) {
        if (x instanceof Strided s) {
            // An odd owner, which says whose the memory is.
            slots.setAtIndex(ValueLayout.JAVA_LONG, at, 2L * number + 1);
            long address = MemorySegment.ofBuffer(s.memory().bytes()).address();
            slots.setAtIndex(ValueLayout.JAVA_LONG, at + 1, address + s.offset());
            for (int axis = 0; axis < s.shape().size(); axis++) {
                slots.setAtIndex(ValueLayout.JAVA_LONG, at + 2 + axis, s.shape().get(axis));
                slots.setAtIndex(
                        ValueLayout.JAVA_LONG,
                        at + 2 + axis + s.shape().size(),
                        s.strides().get(axis));
            }
        } else if (x instanceof Double d && type.equals(Type.FLOAT32)) {
            slots.set(ValueLayout.JAVA_FLOAT, 8L * at, d.floatValue());
        } else if (x instanceof Double d) {
            slots.setAtIndex(ValueLayout.JAVA_DOUBLE, at, d);
        } else {
            slots.setAtIndex(ValueLayout.JAVA_LONG, at, (Long) x);
        }
        return at + slots(type);
    }

    private static Object scalar(MemorySegment slots, int at, Type type) {
        return switch (type) {
            case Type.Float f when f.bits() == 32 -> (double) slots.get(ValueLayout.JAVA_FLOAT, 8L * at);
            case Type.Float _ -> slots.getAtIndex(ValueLayout.JAVA_DOUBLE, at);
            default -> slots.getAtIndex(ValueLayout.JAVA_LONG, at);
        };
    }

    /** An array in a block is copied, and its reference ended; a view of an argument is one here too. */
    private static Object unpack(MemorySegment slots, int at, Type type, List<Object> arguments) throws Throwable {
        if (!(type instanceof Type.Array a)) {
            return scalar(slots, at, type);
        }
        long owner = slots.getAtIndex(ValueLayout.JAVA_LONG, at);
        long data = slots.getAtIndex(ValueLayout.JAVA_LONG, at + 1);
        var shape = new ArrayList<Long>();
        var strides = new ArrayList<Long>();
        for (int axis = 0; axis < a.rank(); axis++) {
            shape.add(slots.getAtIndex(ValueLayout.JAVA_LONG, at + 2 + axis));
            strides.add(slots.getAtIndex(ValueLayout.JAVA_LONG, at + 2 + a.rank() + axis));
        }
        if (owner == -1) {
            return new Strided(a.element(), null, 0, shape, strides);
        }
        if ((owner & 1) != 0) {
            Memory memory = ((Strided) arguments.get((int) (owner >> 1))).memory();
            long start = MemorySegment.ofBuffer(memory.bytes()).address();
            return new Strided(a.element(), memory, data - start, shape, strides);
        }
        var span = new Strided(a.element(), null, 0, shape, strides).span();
        MemorySegment bytes = MemorySegment.ofAddress(data + span[0]).reinterpret(span[1] - span[0]);
        byte[] copy = bytes.toArray(ValueLayout.JAVA_BYTE);
        RELEASE.invoke(MemorySegment.ofAddress(owner));
        return new Strided(a.element(), Memory.of(java.nio.ByteBuffer.wrap(copy)), -span[0], shape, strides);
    }
}
