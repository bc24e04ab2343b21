package dev.jaculus.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Printer;
import dev.jaculus.compiler.ir.interpret.Interpreter;
import dev.jaculus.compiler.ir.interpret.Memory;
import dev.jaculus.compiler.ir.interpret.Outcome;
import dev.jaculus.compiler.ir.interpret.Strided;
import java.nio.ByteBuffer;
import java.util.List;

/** Outcomes as text that tests compare: results, exceptions, and what was written into the arguments. NaNs are equal. */
final class Same {
    private Same() {}

    /** Holds compiled code to the interpreter. */
    static void compiledAsInterpreted(Module module, List<Object> arguments) {
        List<Object> mine = copy(arguments), other = copy(arguments);
        String expected = text(Interpreter.run(module, mine), mine);
        assertEquals(expected, text(Native.run(module, other), other), () -> Printer.print(module));
    }

    /** The same values in other memory. */
    static List<Object> copy(List<Object> arguments) {
        return arguments.stream().map(a -> a instanceof Strided s ? copy(s) : a).toList();
    }

    private static Strided copy(Strided s) {
        ByteBuffer bytes = s.memory().bytes();
        ByteBuffer copy = ByteBuffer.allocateDirect(bytes.capacity());
        copy.put(0, bytes, 0, bytes.capacity());
        return new Strided(s.element(), Memory.of(copy), s.offset(), s.shape(), s.strides());
    }

    static String text(Outcome o, List<Object> arguments) {
        var text = new StringBuilder("status ")
                .append(o.status())
                .append(" trace ")
                .append(o.trace());
        o.exception().forEach(x -> value(text.append("\nexception: "), x));
        o.results().forEach(x -> value(text.append("\nresult: "), x));
        arguments.forEach(x -> value(text.append("\nargument: "), x));
        return text.toString();
    }

    static void value(StringBuilder text, Object x) {
        if (x instanceof Strided s && s.memory() == null) {
            text.append("unbound");
        } else if (x instanceof Strided s) {
            text.append(s.element()).append(s.shape()).append(' ').append(s.elements());
        } else {
            text.append(x);
        }
    }
}
