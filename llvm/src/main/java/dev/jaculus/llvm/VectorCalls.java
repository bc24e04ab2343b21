package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls that the loop vectoriser might have replaced, resolved when it is known whether it has.
 *
 * <p>A declaration {@code @NAME} with {@code "jaculus-alone"} and {@code "jaculus-beside"} stands for one place in the source, its
 * declarations {@code @NAME.vN} with {@code "jaculus-vector"} for the same place in vectors. In a function where one of the latter is
 * called, the place was vectorised, and calls of the former that are left (last turns, or a loop for arrays that overlap) become calls of
 * what {@code beside} names, which gives the same bits; in other functions they become calls of what {@code alone} names.
 */
final class VectorCalls {
    static final String MARK = "\"jaculus-vector\"=";

    private static final long FUNCTION = 0xFFFF_FFFFL;

    private final Bindings llvm;
    private final long module;
    private final Arena arena;

    private VectorCalls(Bindings llvm, long module, Arena arena) {
        this.llvm = llvm;
        this.module = module;
        this.arena = arena;
    }

    static void resolve(Bindings llvm, long module) {
        try (Arena arena = Arena.ofConfined()) {
            new VectorCalls(llvm, module, arena).resolve();
        }
    }

    private void resolve() {
        long used = llvm.call(LlvmCall.LLVMGetNamedGlobal, module, string("llvm.compiler.used"));
        if (used != 0) {
            llvm.call(LlvmCall.LLVMDeleteGlobal, used);
        }
        Map<String, Set<Long>> vectorised = new HashMap<>(); // by the place: functions
        for (long function : functions()) {
            String to = attribute(function, "jaculus-vector");
            if (to != null) {
                String name = name(function);
                Set<Long> callers =
                        vectorised.computeIfAbsent(name.substring(0, name.lastIndexOf(".v")), _ -> new HashSet<>());
                for (long call : calls(function)) {
                    callers.add(caller(call));
                    become(call, function, to);
                }
                delete(function);
            }
        }
        for (long function : functions()) {
            String alone = attribute(function, "jaculus-alone");
            if (alone != null) {
                Set<Long> callers = vectorised.getOrDefault(name(function), Set.of());
                String beside = attribute(function, "jaculus-beside");
                for (long call : calls(function)) {
                    become(call, function, callers.contains(caller(call)) ? beside : alone);
                }
                delete(function);
            }
        }
        for (long function : functions()) { // helpers that nothing needs
            if (name(function).startsWith("jac.vector.") && calls(function).isEmpty()) {
                delete(function);
            }
        }
    }

    private List<Long> functions() {
        var all = new ArrayList<Long>();
        for (long f = llvm.call(LlvmCall.LLVMGetFirstFunction, module);
                f != 0;
                f = llvm.call(LlvmCall.LLVMGetNextFunction, f)) {
            all.add(f);
        }
        return all;
    }

    private List<Long> calls(long function) {
        var all = new ArrayList<Long>();
        for (long use = llvm.call(LlvmCall.LLVMGetFirstUse, function);
                use != 0;
                use = llvm.call(LlvmCall.LLVMGetNextUse, use)) {
            long user = llvm.call(LlvmCall.LLVMGetUser, use);
            if (llvm.call(LlvmCall.LLVMIsACallInst, user) != 0) {
                all.add(user);
            }
        }
        return all;
    }

    private long caller(long call) {
        return llvm.call(LlvmCall.LLVMGetBasicBlockParent, llvm.call(LlvmCall.LLVMGetInstructionParent, call));
    }

    /** Calls another function of the same type, whose name need not be declared yet. */
    private void become(long call, long placeholder, String name) {
        long to = llvm.call(LlvmCall.LLVMGetNamedFunction, module, string(name));
        if (to == 0) {
            long type = llvm.call(LlvmCall.LLVMGlobalGetValueType, placeholder);
            to = llvm.call(LlvmCall.LLVMAddFunction, module, string(name), type);
        }
        int callee = (int) llvm.call(LlvmCall.LLVMGetNumOperands, call) - 1;
        llvm.call(LlvmCall.LLVMSetOperand, call, callee, to);
    }

    /** What still refers to it is the list of functions to keep, which is gone itself. */
    private void delete(long function) {
        long nothing = llvm.call(LlvmCall.LLVMConstNull, llvm.call(LlvmCall.LLVMTypeOf, function));
        llvm.call(LlvmCall.LLVMReplaceAllUsesWith, function, nothing);
        llvm.call(LlvmCall.LLVMDeleteFunction, function);
    }

    private String attribute(long function, String key) {
        long found = llvm.call(LlvmCall.LLVMGetStringAttributeAtIndex, function, FUNCTION, string(key), key.length());
        if (found == 0) {
            return null;
        }
        MemorySegment length = arena.allocate(JAVA_INT);
        return Bindings.text(llvm.call(LlvmCall.LLVMGetStringAttributeValue, found, length.address()));
    }

    private String name(long value) {
        MemorySegment length = arena.allocate(JAVA_LONG);
        return Bindings.text(llvm.call(LlvmCall.LLVMGetValueName2, value, length.address()));
    }

    private long string(String text) {
        return arena.allocateFrom(text).address();
    }
}
