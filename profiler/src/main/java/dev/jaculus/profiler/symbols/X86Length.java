package dev.jaculus.profiler.symbols;

import java.nio.ByteBuffer;

/** How long an x86-64 instruction is, and what of it bears on where control goes next: all that finding blocks needs. */
final class X86Length {
    private static final int ONE_BYTE = 0;
    private static final int MAP_0F = 1;
    private static final int MAP_0F38 = 2;
    private static final int MAP_0F3A = 3;

    private final ByteBuffer code;
    private final int start;
    private int at;
    private boolean shortOperand;
    private boolean wideOperand;

    /** The opcode's map and number, and the register field of its operands; -1 where there is none. */
    private int map;

    private int opcode;
    private int field = -1;

    private X86Length(ByteBuffer code, int start) {
        this.code = code;
        this.start = start;
        this.at = start;
    }

    /**
     * An instruction.
     *
     * @param length in bytes
     * @param target where it jumps or calls, relative to the code's begin; -1 for one that does not, or to no fixed place
     * @param fallsThrough whether the next instruction can be executed after it
     */
    record Instruction(int length, int target, boolean fallsThrough) {}

    /**
     * Reads the instruction at a place.
     *
     * @throws IndexOutOfBoundsException if the code ends inside it
     * @throws IllegalArgumentException if it is none that we know
     */
    static Instruction at(ByteBuffer code, int place) {
        return new X86Length(code, place).read();
    }

    private Instruction read() {
        opcode();
        if (hasOperands()) {
            operands();
        }
        int immediate = immediate();
        at += immediate;
        boolean relative = map == ONE_BYTE
                ? opcodeIn(0x70, 0x7f) || opcodeIn(0xe0, 0xe3) || opcodeIn(0xe8, 0xeb)
                : map == MAP_0F && opcodeIn(0x80, 0x8f);
        int target = !relative ? -1 : at + (immediate == 1 ? code.get(at - 1) : code.getInt(at - 4));
        code.get(at - 1); // the whole of it is there
        return new Instruction(at - start, target, fallsThrough());
    }

    private int next() {
        return code.get(at++) & 0xff;
    }

    private void opcode() {
        int b = next();
        while (isPrefix(b)) {
            shortOperand |= b == 0x66;
            b = next();
        }
        if (b >= 0x40 && b <= 0x4f) {
            wideOperand = (b & 8) != 0;
            b = next();
        }
        switch (b) {
            case 0xc5 -> vector(1, MAP_0F);
            case 0xc4 -> vector(2, code.get(at) & 0x1f);
            case 0x62 -> vector(3, code.get(at) & 7);
            case 0x0f -> longer();
            default -> opcode = b;
        }
    }

    private static boolean isPrefix(int b) {
        return switch (b) {
            case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf0, 0xf2, 0xf3 -> true;
            default -> false;
        };
    }

    private void vector(int payload, int inMap) {
        at += payload;
        map = inMap;
        opcode = next();
        shortOperand = false;
    }

    private void longer() {
        map = MAP_0F;
        opcode = next();
        if (opcode == 0x38 || opcode == 0x3a) {
            map = opcode == 0x38 ? MAP_0F38 : MAP_0F3A;
            opcode = next();
        }
    }

    private boolean hasOperands() {
        if (map > MAP_0F) {
            return true;
        }
        int high = opcode >> 4;
        int low = opcode & 15;
        if (map == MAP_0F) {
            return switch (high) {
                case 0 -> low <= 3 || low == 13;
                case 3, 8 -> false;
                case 7 -> low != 7;
                case 10 -> opcodeIn(0xa3, 0xa5) || low >= 11;
                case 12 -> low < 8;
                default -> true;
            };
        }
        return switch (high) {
            case 0, 1, 2, 3 -> (low & 7) < 4;
            case 6 -> low == 3 || low == 9 || low == 11;
            case 8 -> true;
            case 12 -> low <= 1 || low == 6 || low == 7;
            case 13 -> low <= 3 || low >= 8;
            case 15 -> low == 6 || low == 7 || low >= 14;
            default -> false;
        };
    }

    private void operands() {
        int form = next();
        field = form >> 3 & 7;
        int mode = form >> 6;
        int base = form & 7;
        if (mode == 3) {
            return;
        }
        if (base == 4) {
            base = next() & 7;
        }
        if (mode == 1) {
            at += 1;
        } else if (mode == 2 || base == 5) {
            at += 4;
        }
    }

    private int immediate() {
        int full = shortOperand ? 2 : 4;
        return switch (map) {
            case ONE_BYTE -> oneByteImmediate(full);
            case MAP_0F ->
                switch (opcode) {
                    case 0x70, 0x71, 0x72, 0x73, 0xa4, 0xac, 0xba, 0xc2, 0xc4, 0xc5, 0xc6 -> 1;
                    default -> opcodeIn(0x80, 0x8f) ? 4 : 0;
                };
            case MAP_0F3A -> 1;
            default -> 0;
        };
    }

    private int oneByteImmediate(int full) {
        if (opcode < 0x40) {
            return (opcode & 7) == 4 ? 1 : (opcode & 7) == 5 ? full : unknownIf((opcode & 7) > 5);
        }
        return switch (opcode) {
            case 0x68, 0x69, 0x81, 0xa9, 0xc7 -> full;
            case 0x6a, 0x6b, 0x80, 0x83, 0xa8, 0xc0, 0xc1, 0xc6, 0xcd, 0xe4, 0xe5, 0xe6, 0xe7, 0xeb -> 1;
            case 0xe8, 0xe9 -> 4;
            case 0xa0, 0xa1, 0xa2, 0xa3 -> 8;
            case 0xc2, 0xca -> 2;
            case 0xc8 -> 3;
            case 0xf6 -> field < 2 ? 1 : 0;
            case 0xf7 -> field < 2 ? full : 0;
            case 0x60, 0x61, 0x82, 0x9a, 0xce, 0xd4, 0xd5, 0xd6, 0xea -> unknownIf(true);
            default -> {
                if (opcodeIn(0x70, 0x7f) || opcodeIn(0xe0, 0xe3) || opcodeIn(0xb0, 0xb7)) {
                    yield 1;
                }
                int register = wideOperand ? 8 : full;
                yield opcodeIn(0xb8, 0xbf) ? register : 0;
            }
        };
    }

    private boolean opcodeIn(int first, int last) {
        return opcode >= first && opcode <= last;
    }

    private int unknownIf(boolean unknown) {
        if (unknown) {
            throw new IllegalArgumentException("opcode " + Integer.toHexString(opcode));
        }
        return 0;
    }

    private boolean fallsThrough() {
        if (map != ONE_BYTE) {
            return !(map == MAP_0F && opcode == 0x0b);
        }
        return switch (opcode) {
            case 0xc2, 0xc3, 0xcc, 0xe9, 0xeb, 0xf4 -> false;
            case 0xff -> field != 4 && field != 5;
            default -> true;
        };
    }
}
