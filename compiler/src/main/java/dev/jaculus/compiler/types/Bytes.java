package dev.jaculus.compiler.types;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of constant arrays: elements in C order, little-endian. They may be many, so they are no list of objects, and no walk over a tree
 * goes through them; compared by what they hold.
 */
public final class Bytes {
    private final byte[] all;

    private Bytes(byte[] all) {
        this.all = all;
    }

    /** Of an array that nobody changes any more. */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes);
    }

    public static Bytes of(List<Byte> bytes) {
        byte[] all = new byte[bytes.size()];
        for (int i = 0; i < all.length; i++) all[i] = bytes.get(i);
        return new Bytes(all);
    }

    /** Of elements: Long (ints, bool, times) or Double, two for each complex number. */
    public static Bytes of(Type.Scalar element, List<Object> elements) {
        Type.Scalar number = element instanceof Type.Complex c ? c.part() : element;
        ByteBuffer buffer = ByteBuffer.allocate(number.size() * elements.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (Object x : elements) put(buffer, number, (Number) x);
        return new Bytes(buffer.array());
    }

    /** The elements, as {@link #of(Type.Scalar, List)} takes them. */
    public List<Object> elements(Type.Scalar element) {
        Type.Scalar number = element instanceof Type.Complex c ? c.part() : element;
        ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        List<Object> elements = new ArrayList<>();
        while (buffer.hasRemaining()) elements.add(next(buffer, number));
        return elements;
    }

    public int size() {
        return all.length;
    }

    public byte get(int index) {
        return all[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(all, bytes.all);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(all);
    }

    /** In hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(all);
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

    private static Object next(ByteBuffer buffer, Type.Scalar type) {
        return switch (type) {
            case Type.Bool _ -> buffer.get() != 0 ? 1L : 0L;
            case Type.Float x -> x.bits() == 32 ? (Object) (double) buffer.getFloat() : (Object) buffer.getDouble();
            case Type.Int i ->
                switch (i.bits()) {
                    case 8 -> i.signed() ? (long) buffer.get() : (long) Byte.toUnsignedInt(buffer.get());
                    case 16 -> i.signed() ? (long) buffer.getShort() : (long) Short.toUnsignedInt(buffer.getShort());
                    case 32 -> i.signed() ? (long) buffer.getInt() : Integer.toUnsignedLong(buffer.getInt());
                    default -> buffer.getLong();
                };
            case Type.Time _ -> buffer.getLong();
            case Type.Complex _ -> throw new IllegalArgumentException("read its parts");
        };
    }
}
