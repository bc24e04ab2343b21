package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import dev.jaculus.llvm.FatalErrors;
import dev.jaculus.server.cache.Entry;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what the request's {@code do} says: echo it, or fail in one of the ways a compiler can. */
final class FakeCompiler implements KernelCompiler {
    final AtomicInteger compiled = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayFinish = new CountDownLatch(1);

    @Override
    public Entry compile(JsonObject request) {
        compiled.incrementAndGet();
        String what = request.getString("do", "echo");
        switch (what) {
            case "wait" -> {
                entered.countDown();
                await(mayFinish);
            }
            case "mistake" ->
                throw new Diagnostic.Failure(Diagnostic.of(
                        "type-changes",
                        Diagnostic.Kind.TYPING,
                        "`x` is a float here and a str there",
                        new Place(new SourceFile("kernel.py", "x = 1\n", 7), new Span(7, 4, 7, 5), "this")));
            case "fatal" -> FatalErrors.giveUp("Cannot select: intrinsic");
            case "bug" -> throw new IllegalStateException("no such op");
            case "memory" -> throw new OutOfMemoryError("Java heap space");
            case "stack" -> deeper(1);
            default -> {}
        }
        return new Entry(new byte[] {0x7f, 'E', 'L', 'F'}, "{\"did\":\"" + what + "\"}");
    }

    @Override
    public String inspect(String what, JsonObject request) {
        return what + " of " + request.getString("do");
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : deeper(depth + 1) + 1;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
