package dev.jaculus.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassesTest {
    @Test
    void passesRunInTheOrderTheirReasonsAsk() {
        List<String> names = Passes.PASSES.stream().map(Pass::name).toList();
        for (Passes.Order order : Passes.ORDER) {
            assertTrue(names.contains(order.before()) && names.contains(order.after()), order::toString);
            assertTrue(names.indexOf(order.before()) < names.indexOf(order.after()), order::because);
        }
    }
}
