package dev.jaculus.compiler.ir.interpret;

import dev.jaculus.compiler.types.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes that arrays lie in: a block that the kernel made and counts, or memory of the caller's. */
public final class Memory {
    private final ByteBuffer bytes;
    private final boolean counted;
    private int references = 1;

    private Memory(ByteBuffer bytes, boolean counted) {
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        this.counted = counted;
    }

    /** The caller's: it lives as long as it likes. */
    public static Memory of(ByteBuffer bytes) {
        return new Memory(bytes, false);
    }

    /** A fresh block with one reference; its bytes are as good as random. */
    static Memory block(int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            bytes.put(i, (byte) 0xA5);
        }
        return new Memory(bytes, true);
    }

    void zero() {
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) 0);
        }
    }

    /** What it holds; a caller may look at it after the run. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** How many references a block has; 0 after its end. */
    public int references() {
        return references;
    }

    boolean isCounted() {
        return counted;
    }

    void retain() {
        check();
        references += counted ? 1 : 0;
    }

    void release() {
        check();
        references -= counted ? 1 : 0;
    }

    /** A Long or a Double. */
    Object load(Type.Scalar type, int at) {
        check();
        return switch (type) {
            case Type.Bool _ -> bytes.get(at) != 0 ? 1L : 0L;
            case Type.Int i ->
                Numbers.wrap(
                        i,
                        switch (i.bits()) {
                            case 8 -> bytes.get(at);
                            case 16 -> bytes.getShort(at);
                            case 32 -> bytes.getInt(at);
                            default -> bytes.getLong(at);
                        });
            case Type.Time _ -> bytes.getLong(at);
            case Type.Float f -> f.bits() == 64 ? bytes.getDouble(at) : (double) bytes.getFloat(at);
            case Type.Complex c ->
                new Complex((Double) load(c.part(), at), (Double)
                        load(c.part(), at + c.part().size()));
        };
    }

    void store(Type.Scalar type, int at, Object x) {
        check();
        switch (type) {
            case Type.Bool _ -> bytes.put(at, (byte) (long) (Long) x);
            case Type.Int i -> {
                long bits = (Long) x;
                switch (i.bits()) {
                    case 8 -> bytes.put(at, (byte) bits);
                    case 16 -> bytes.putShort(at, (short) bits);
                    case 32 -> bytes.putInt(at, (int) bits);
                    default -> bytes.putLong(at, bits);
                }
            }
            case Type.Time _ -> bytes.putLong(at, (Long) x);
            case Type.Float f -> {
                if (f.bits() == 64) {
                    bytes.putDouble(at, (Double) x);
                } else {
                    bytes.putFloat(at, ((Double) x).floatValue());
                }
            }
            case Type.Complex c -> {
                store(c.part(), at, ((Complex) x).real());
                store(c.part(), at + c.part().size(), ((Complex) x).imaginary());
            }
        }
    }

    private void check() {
        if (references <= 0) {
            throw new IllegalStateException("a block is used after its last reference ended");
        }
    }
}
