package dev.jaculus.compiler.emit;

import static java.util.Collections.nCopies;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.VectorMath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the module's functions call: the runtime (jaculus.h), LLVM's intrinsics, libm, and helpers that we write out. Only what is asked for is
 * declared.
 *
 * <p>A block's header is inaccessible memory for LLVM: kernels touch only the data behind it. jac_alloc has no allocsize, since the data are not
 * at its result, and jac_release is no `free`: another reference may still read what was stored before.
 */
final class Runtime {
    /** What an array owner must be a multiple of, and where its data are: JAC_DATA. */
    static final int DATA = 64;

    /** What makes a block. A new one belongs here, or its blocks outlive the call that made them. */
    private static final List<String> MAKERS = List.of(
            "jac_alloc",
            "jac_alloc_zeroed",
            "jac_list_new",
            "jac_object_new",
            "jac_object_set",
            "jac_list_keep",
            "jac_host_call",
            "jac_generator_new",
            "jac_proxy",
            "jac_list_copy");

    private static final Pattern NAME = Pattern.compile("(?m)^(define|declare) [^@\\n]*@\"?([\\w.$-]+)\"?");

    private final Map<String, String> declared = new LinkedHashMap<>();
    private final boolean objects;
    private final List<String> addresses;
    private final VectorCalls vectorCalls;

    /**
     * @param objects whether the module has objects, so that a list may have escaped while a kernel still stores into it
     * @param addresses what the host puts in, see {@link dev.jaculus.compiler.ir.Module#addresses}
     * @param vectorMath what the C library has for vectors
     */
    Runtime(boolean objects, List<String> addresses, VectorMath vectorMath) {
        this.objects = objects;
        this.addresses = addresses;
        this.vectorCalls = new VectorCalls(vectorMath);
    }

    VectorCalls vectorCalls() {
        return vectorCalls;
    }

    boolean hasObjects() {
        return objects;
    }

    String countLines() {
        return runtime("jac_count_lines", "declare void @jac_count_lines(ptr, ptr) nounwind willreturn");
    }

    String alloc() {
        return runtime(
                "jac_alloc",
                "declare noalias align 16 ptr @jac_alloc(ptr nocapture, i64) nounwind willreturn memory(argmem: readwrite, inaccessiblemem: readwrite)");
    }

    /** For memory that the system gives as zeros nothing is written. */
    String allocZeroed() {
        return runtime(
                "jac_alloc_zeroed",
                "declare noalias align 16 ptr @jac_alloc_zeroed(ptr nocapture, i64) nounwind willreturn memory(argmem: readwrite, inaccessiblemem: readwrite)");
    }

    String newList() {
        return runtime("jac_list_new", "declare noalias ptr @jac_list_new(ptr, i64, i64, i64) nounwind willreturn");
    }

    String reserveList() {
        return runtime("jac_list_reserve", "declare i32 @jac_list_reserve(ptr, ptr, i64) cold nounwind willreturn");
    }

    String resizeList() {
        return runtime("jac_list_resize", "declare i32 @jac_list_resize(ptr, ptr, i64) nounwind willreturn");
    }

    /** Of a list, and of anything in one: it may free what was read through the list's own pointers. */
    String releaseList() {
        return runtime("jac_list_release", "declare void @jac_list_release(ptr, ptr) nounwind willreturn");
    }

    /** What a list that may have escaped is given: counted, and escaped with it. */
    String keepInList() {
        return runtime("jac_list_keep", "declare ptr @jac_list_keep(ptr, ptr, ptr) nounwind willreturn");
    }

    String newObject() {
        return runtime("jac_object_new", "declare noalias ptr @jac_object_new(ptr, i64, ptr) nounwind willreturn");
    }

    String setReference() {
        return runtime("jac_object_set", "declare i32 @jac_object_set(ptr, ptr, i64, ptr) nounwind willreturn");
    }

    String leaveLists() {
        return runtime("jac_lists_leave", "declare void @jac_lists_leave(ptr, i32) nounwind willreturn");
    }

    String newGenerator() {
        return runtime("jac_generator_new", "declare ptr @jac_generator_new(ptr, i64, i64) nounwind willreturn");
    }

    String generatorFrame() {
        return runtime("jac_generator_frame", "declare ptr @jac_generator_frame(ptr, i64) nounwind willreturn");
    }

    String hold() {
        return runtime("jac_generator_hold", "declare void @jac_generator_hold(ptr, ptr) nounwind willreturn");
    }

    String proxy() {
        return runtime("jac_proxy", "declare ptr @jac_proxy(ptr, ptr) nounwind willreturn");
    }

    String copyList() {
        return runtime("jac_list_copy", "declare ptr @jac_list_copy(ptr, ptr) nounwind willreturn");
    }

    String nextItem() {
        return runtime("jac_generator_next", "declare i32 @jac_generator_next(ptr, ptr) nounwind");
    }

    /** What continues a body, as C calls it. */
    String resume() {
        intrinsic("llvm.coro.resume", "void @llvm.coro.resume(ptr)");
        return runtime("jac.resume", """
                define internal void @jac.resume(ptr %frame) nounwind {
                  call void @llvm.coro.resume(ptr %frame)
                  ret void
                }""");
    }

    String retain() {
        return runtime(
                "jac_retain",
                "declare void @jac_retain(ptr nocapture) nounwind willreturn memory(inaccessiblemem: readwrite)");
    }

    String release() {
        return runtime(
                "jac_release",
                "declare void @jac_release(ptr nocapture, ptr nocapture) nounwind willreturn memory(argmem: readwrite, inaccessiblemem: readwrite)");
    }

    String escape() {
        return runtime("jac_escape", "declare void @jac_escape(ptr, ptr) nounwind willreturn");
    }

    String sweep() {
        return runtime("jac_sweep", "declare void @jac_sweep(ptr) nounwind willreturn");
    }

    String trace() {
        return runtime(
                "jac_trace",
                "declare void @jac_trace(ptr nocapture, i32) cold nounwind willreturn memory(inaccessiblemem: readwrite)");
    }

    /** jac_handle or jac_resume. */
    String handler(String name) {
        return runtime(name, "declare void @" + name + "(ptr, i32, ptr nocapture) cold nounwind willreturn");
    }

    /** The host may do anything, but with memory only through what it is given. */
    String hostCall() {
        return runtime("jac_host_call", "declare i32 @jac_host_call(ptr, i32, ptr, ptr) nounwind");
    }

    String arguments() {
        return runtime("jac_arguments", "declare ptr @jac_arguments(ptr) cold nounwind willreturn memory(none)");
    }

    String keep() {
        return runtime("jac_keep", "declare void @jac_keep(ptr) cold nounwind willreturn");
    }

    /** A function that takes and gives int64. */
    String number(String name, String result, int arguments) {
        String parameters = String.join(", ", nCopies(arguments, "i64"));
        return runtime(name, "declare %s @%s(%s) nounwind".formatted(result, name, parameters));
    }

    /** Where the address lies that the host puts for this name: behind one another in the order of {@link dev.jaculus.compiler.ir.Module#addresses}. */
    String address(String symbol) {
        runtime(
                Emitter.ADDRESSES,
                "@jaculus_addresses = dso_local global [%d x i64] zeroinitializer, align 8"
                        .formatted(addresses.size()));
        return "getelementptr (i64, ptr @jaculus_addresses, i64 " + addresses.indexOf(symbol) + ")";
    }

    /** The name of the function that this text defines. What it declares may be declared already. */
    String definition(String text) {
        StringBuilder body = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("declare ")) {
                declared.putIfAbsent(named("declare", line), line);
            } else {
                body.append(line).append('\n');
            }
        }
        return runtime(named("define", body.toString()), body.toString());
    }

    /** The name of the first function that a text of LLVM's defines or declares. */
    private static String named(String word, String text) {
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            if (name.group(1).equals(word)) {
                return name.group(2);
            }
        }
        throw new IllegalArgumentException("no function is defined in " + text);
    }

    String fortran() {
        return runtime("jac_fortran", "declare i64 @jac_fortran(i64, ptr) nounwind");
    }

    String parallel() {
        return runtime("jac_parallel_for", "declare i32 @jac_parallel_for(ptr, ptr, ptr, i64, i64) nounwind");
    }

    /** jac_stack_low itself. */
    String lookAtStack() {
        return runtime("jac_stack_low", "declare i32 @jac_stack_low(ptr) cold nounwind willreturn");
    }

    /** Whether the stack is nearly used up: a comparison, and only near its end the call of {@link #lookAtStack}. */
    String stackLow() {
        lookAtStack();
        intrinsic("llvm.frameaddress.p0", "ptr @llvm.frameaddress.p0(i32)");
        return runtime("jac.stack.low", """
                define internal i1 @jac.stack.low(ptr %env) alwaysinline nounwind {
                  %frame = call ptr @llvm.frameaddress.p0(i32 0)
                  %here = ptrtoint ptr %frame to i64
                  %end = load i64, ptr %env, align 8
                  %room = icmp uge i64 %here, %end
                  br i1 %room, label %done, label %look, !prof !3
                look:
                  %answer = call i32 @jac_stack_low(ptr %env)
                  %low = icmp ne i32 %answer, 0
                  br label %done
                done:
                  %result = phi i1 [ false, %0 ], [ %low, %look ]
                  ret i1 %result
                }""");
    }

    /** Whether any function looks at the stack: then the entry says on which it runs. */
    boolean recurses() {
        return declared.containsKey("jac_stack_low");
    }

    /** An intrinsic whose arguments and result have the types given. */
    String intrinsic(String name, String declaration) {
        declared.putIfAbsent(name, "declare " + declaration);
        return "@" + name;
    }

    /** Whether any array may have been made: then the entry has something to free. */
    boolean allocates() {
        return MAKERS.stream().anyMatch(declared::containsKey);
    }

    String math(MathFunction function, Type.Float type) {
        boolean wide = type.bits() == 64;
        String spelled = Spelling.type(type);
        String name =
                function.intrinsic() ? "llvm." + function.spelling() + (wide ? ".f64" : ".f32") : function.cName(type);
        if (!declared.containsKey(name)) {
            var text = new StringBuilder("declare ")
                    .append(spelled)
                    .append(" @")
                    .append(name)
                    .append('(');
            text.append(spelled).repeat(", " + spelled, function.arity() - 1).append(')');
            declared.put(
                    name,
                    text.append(function.intrinsic() ? "" : " nounwind willreturn memory(none)")
                            .toString());
        }
        return "@" + name;
    }

    /** llvm.smax.i32 and the like. */
    String minmax(Arithmetic kind, Type type) {
        String t = Spelling.type(type);
        String word = kind.name().toLowerCase(Locale.ROOT);
        String name = switch (type) {
            case Type.Int(int bits, boolean signed) -> "llvm." + (signed ? "s" : "u") + word + ".i" + bits;
            case Type.Float(int bits) -> "llvm." + (kind == Arithmetic.MIN ? "minimum" : "maximum") + ".f" + bits;
            default -> throw new IllegalArgumentException(type + " has no " + kind);
        };
        return intrinsic(name, t + " @" + name + "(" + t + ", " + t + ")");
    }

    /** Integer power, see {@link Arithmetic#POW}. */
    String power(Type.Int type) {
        String name = "jac.pow." + type;
        declared.computeIfAbsent(name, _ -> IntegerPower.function(name, type));
        return "@" + name;
    }

    /** The exact remainder of two float64, see {@link Remainder}. */
    String remainder() {
        for (MathFunction part :
                List.of(MathFunction.FABS, MathFunction.TRUNC, MathFunction.FMA, MathFunction.COPYSIGN)) {
            math(part, new Type.Float(64));
        }
        declared.putIfAbsent(Remainder.NAME, Remainder.FUNCTION);
        return "@" + Remainder.NAME;
    }

    /** The lines of all that was asked for. */
    void write(StringBuilder out) {
        declared.values().forEach(text -> out.append(text).append('\n'));
        vectorCalls.write(out);
    }

    private String runtime(String name, String declaration) {
        declared.putIfAbsent(name, declaration);
        return "@" + name;
    }
}
