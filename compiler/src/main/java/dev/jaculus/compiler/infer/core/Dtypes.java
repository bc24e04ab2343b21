package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ways to name the type of an array's elements. */
public final class Dtypes {
    private static final Map<String, Scalar> NAMES = new HashMap<>();

    static {
        Type.SCALARS.forEach(type -> NAMES.put("numpy." + type, type));
        NAMES.put("numpy.bool_", Type.BOOL);
        NAMES.put("numpy.intp", Type.INT64);
        NAMES.put("numpy.uintp", Type.UINT64);
        NAMES.put("numpy.int_", Type.INT64);
        NAMES.put("numpy.uint", Type.UINT64);
        NAMES.put("numpy.long", Type.INT64);
        NAMES.put("numpy.ulong", Type.UINT64);
        NAMES.put("numpy.longlong", Type.INT64);
        NAMES.put("numpy.ulonglong", Type.UINT64);
        NAMES.put("numpy.byte", Type.INT8);
        NAMES.put("numpy.ubyte", Type.UINT8);
        NAMES.put("numpy.short", Type.INT16);
        NAMES.put("numpy.ushort", Type.UINT16);
        NAMES.put("numpy.intc", Type.INT32);
        NAMES.put("numpy.uintc", Type.UINT32);
        NAMES.put("numpy.single", Type.FLOAT32);
        NAMES.put("numpy.double", Type.FLOAT64);
        NAMES.put("builtins.int", Type.INT64);
        NAMES.put("builtins.float", Type.FLOAT64);
        NAMES.put("builtins.bool", Type.BOOL);
        NAMES.put("builtins.complex", Type.COMPLEX128);
        NAMES.put("numpy.csingle", Type.COMPLEX64);
        NAMES.put("numpy.cdouble", Type.COMPLEX128);
    }

    private Dtypes() {}

    /** The element type that a value names, if it names one: np.int16, float, a type object, 'int16'. */
    public static Optional<Scalar> of(Value value) {
        if (!(value instanceof Value.Fixed(Frozen what))) {
            return Optional.empty();
        }
        return switch (what) {
            case Frozen.Attribute a -> named(a.name());
            case Frozen.TypeObject t -> t.type() instanceof Scalar s ? Optional.of(s) : Optional.empty();
            case Frozen.Str s ->
                Optional.ofNullable(NAMES.get("numpy." + s.value())).or(() -> code(s.value()));
            default -> Optional.empty();
        };
    }

    /** The element type that an argument of this function names. Of a text the program must know which while it is compiled. */
    public static Scalar required(Value value, CallArguments arguments, String function) {
        return of(value).orElseThrow(() -> switch (value) {
            case Value.Fixed(Frozen.Str(String name)) -> Errors.unknownDtype(arguments.at(value), name);
            case Value.Computed c
            when c.type() instanceof Type.Str -> Errors.dtypeAtRunTime(arguments.at(value), function);
            default -> Errors.notADtype(arguments.at(value), Describe.value(value));
        });
    }

    /** By canonical name, such as {@code numpy.int16}. */
    public static Optional<Scalar> named(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    /** NumPy's codes such as {@code f8}. */
    private static Optional<Scalar> code(String code) {
        return switch (code) {
            case "?", "b1" -> Optional.of(Type.BOOL);
            case "i1" -> Optional.of(Type.INT8);
            case "i2" -> Optional.of(Type.INT16);
            case "i4" -> Optional.of(Type.INT32);
            case "i8", "int" -> Optional.of(Type.INT64);
            case "u1" -> Optional.of(Type.UINT8);
            case "u2" -> Optional.of(Type.UINT16);
            case "u4" -> Optional.of(Type.UINT32);
            case "u8" -> Optional.of(Type.UINT64);
            case "f4" -> Optional.of(Type.FLOAT32);
            case "f8", "float" -> Optional.of(Type.FLOAT64);
            case "c8" -> Optional.of(Type.COMPLEX64);
            case "c16", "complex" -> Optional.of(Type.COMPLEX128);
            default -> Optional.empty();
        };
    }
}
