package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.types.Type;

/** The helper for integer powers: by squaring, and with the inverse that an integer can give for a negative exponent: of 0, as Numba, the least. */
final class IntegerPower {
    private IntegerPower() {}

    static String function(String name, Type.Int type) {
        String text = type.signed() ? HEAD + NEGATIVE + LOOP : HEAD + "  br label %start\n" + LOOP;
        String least = Long.toString(-1L << (type.bits() - 1));
        return text.replace("NAME", name).replace("TYPE", Spelling.type(type)).replace("LEAST", least);
    }

    private static final String HEAD = """
            define internal TYPE @NAME(TYPE %b, TYPE %e) nounwind willreturn memory(none) {
            entry:
            """;

    private static final String NEGATIVE = """
              %minus = icmp slt TYPE %e, 0
              br i1 %minus, label %negative, label %start
            negative:
              %odd = and TYPE %e, 1
              %even = icmp eq TYPE %odd, 0
              %sign = select i1 %even, TYPE 1, TYPE -1
              %isone = icmp eq TYPE %b, 1
              %isminus = icmp eq TYPE %b, -1
              %zero = icmp eq TYPE %b, 0
              %none = select i1 %zero, TYPE LEAST, TYPE 0
              %other = select i1 %isminus, TYPE %sign, TYPE %none
              %inverse = select i1 %isone, TYPE 1, TYPE %other
              ret TYPE %inverse
            """;

    private static final String LOOP = """
            start:
              br label %loop
            loop:
              %r = phi TYPE [ 1, %start ], [ %r2, %loop ]
              %x = phi TYPE [ %b, %start ], [ %x2, %loop ]
              %n = phi TYPE [ %e, %start ], [ %n2, %loop ]
              %bit = and TYPE %n, 1
              %set = icmp ne TYPE %bit, 0
              %rx = mul TYPE %r, %x
              %r2 = select i1 %set, TYPE %rx, TYPE %r
              %x2 = mul TYPE %x, %x
              %n2 = lshr TYPE %n, 1
              %more = icmp ne TYPE %n2, 0
              br i1 %more, label %loop, label %done
            done:
              ret TYPE %r2
            }""";
}
