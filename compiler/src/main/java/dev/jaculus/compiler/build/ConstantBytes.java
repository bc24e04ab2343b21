package dev.jaculus.compiler.build;

import dev.jaculus.compiler.types.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The bytes of constant arrays, little-endian. */
final class ConstantBytes {
    private ConstantBytes() {}

    static List<Byte> of(Type.Scalar element, List<Object> elements) {
        int parts = element instanceof Type.Complex ? 2 : 1;
        var buffer =
                ByteBuffer.allocate(element.size() / parts * elements.size()).order(ByteOrder.LITTLE_ENDIAN);
        Type.Scalar number = element instanceof Type.Complex c ? c.part() : element;
        for (Object x : elements) put(buffer, number, (Number) x);
        var bytes = new ArrayList<Byte>(buffer.capacity());
        for (byte b : buffer.array()) bytes.add(b);
        return bytes;
    }

    private static void put(ByteBuffer buffer, Type.Scalar element, Number x) {
        switch (element) {
            case Type.Bool _ -> buffer.put(x.byteValue());
            case Type.Int(int bits, boolean _) -> {
                switch (bits) {
                    case 8 -> buffer.put(x.byteValue());
                    case 16 -> buffer.putShort(x.shortValue());
                    case 32 -> buffer.putInt(x.intValue());
                    default -> buffer.putLong(x.longValue());
                }
            }
            case Type.Float(int bits) -> {
                if (bits == 32) buffer.putFloat(x.floatValue());
                else buffer.putDouble(x.doubleValue());
            }
            case Type.Time _ -> buffer.putLong(x.longValue());
            case Type.Complex _ -> throw new IllegalArgumentException("put its parts");
        }
    }
}
