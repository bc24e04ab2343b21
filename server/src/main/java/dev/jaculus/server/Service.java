package dev.jaculus.server;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import dev.jaculus.compiler.request.LiteralArguments;
import dev.jaculus.compiler.request.Overload;
import dev.jaculus.llvm.RefusedTarget;
import dev.jaculus.server.protocol.Message;
import dev.jaculus.server.protocol.Reply;
import dev.jaculus.server.request.Overloads;
import dev.jaculus.server.work.Workers;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers messages. Whatever happens in a compilation, errors of the virtual machine too, becomes a reply. */
final class Service {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final long started = System.nanoTime();
    private final AtomicLong unnamed = new AtomicLong();
    private final Workers<Reply> workers = new Workers<>(Runtime.getRuntime().availableProcessors());
    private final KernelCompiler compiler;
    private final Reporter reporter;
    private final Kernels kernels;
    private final Path socket;
    private final PrintStream log;

    Service(KernelCompiler compiler, Reporter reporter, Kernels kernels, Path socket, PrintStream log) {
        this.compiler = compiler;
        this.reporter = reporter;
        this.kernels = kernels;
        this.socket = socket;
        this.log = log;
    }

    Reply answer(Message message) {
        return switch (message) {
            case Message.Compile(String key, Path cache, JsonObject request) ->
                once(message, key, request, () -> kernels.get(key, cache, request));
            case Message.Inspect(String what, JsonObject request) -> {
                String name = "inspect-" + unnamed.incrementAndGet();
                yield once(message, name, request, () -> new Reply.Text(compiler.inspect(what, request)));
            }
            case Message.Report(List<String> arguments, Map<String, String> environment) -> {
                String name = "report-" + unnamed.incrementAndGet();
                JsonObject request = new JsonObject();
                request.put("arguments", arguments);
                yield once(message, name, request, () -> reporter.report(arguments, environment));
            }
            case Message.Status() -> status();
            case Message.Stop() -> new Reply.Stopped();
        };
    }

    /** The client of this message does not wait for its answer any more. */
    void abandon(Message message) {
        if (message instanceof Message.Compile compile) {
            workers.abandon(name(compile));
        }
    }

    /** The answer where LLVM gave up while it worked on a message. */
    Reply fatal(Message message, String reason) {
        log.println("LLVM gave up: " + reason);
        return switch (message) {
            case Message.Compile(String key, Path _, JsonObject request) ->
                failed(key, request, "LLVM gave up: " + reason);
            default -> new Reply.Internal("LLVM gave up: " + reason, Optional.empty());
        };
    }

    private Reply once(Message message, String name, JsonObject request, Supplier<Reply> work) {
        String unique = message instanceof Message.Compile compile ? name(compile) : name;
        return workers.once(unique, guarded(name, request, work), reason -> fatal(message, reason));
    }

    private static String name(Message.Compile message) {
        return message.cache() + "/" + message.key();
    }

    private Supplier<Reply> guarded(String name, JsonObject request, Supplier<Reply> work) {
        return () -> {
            try {
                return work.get();
            } catch (Diagnostic.Failure e) {
                return Mistakes.reply(e.diagnostic());
            } catch (Overload.Needed e) {
                return new Reply.Needs(Overloads.question(e.question()));
            } catch (LiteralArguments e) {
                return new Reply.Needs(Overloads.literals(e.parameters()));
            } catch (RefusedTarget e) {
                return Mistakes.refused(e);
            } catch (KernelCompiler.Incomplete e) {
                return Mistakes.reply("incomplete", e.getMessage());
            } catch (Throwable e) { // out of memory and stack overflow too: the server answers the others
                return internal(name, request, e);
            }
        };
    }

    private Reply internal(String name, JsonObject request, Throwable e) {
        e.printStackTrace(log);
        return failed(name, request, "the compiler failed: " + e);
    }

    private Reply failed(String name, JsonObject request, String text) {
        try {
            Path saved = socket.resolveSibling("failed-" + name + ".json");
            Files.writeString(saved, JsonWriter.string(request));
            return new Reply.Internal(text, Optional.of(saved));
        } catch (IOException | RuntimeException | Error again) { // no room for it, no memory for it
            return new Reply.Internal(text, Optional.empty());
        }
    }

    private Reply status() {
        long uptime = (System.nanoTime() - started) / 1_000_000_000;
        return new Reply.Status(ProcessHandle.current().pid(), socket, uptime, kernels.compiled(), memory());
    }

    /** Resident, in MB. */
    private static long memory() {
        try {
            String status = Files.readString(Path.of("/proc/self/status"));
            Matcher kilobytes = RESIDENT.matcher(status);
            return kilobytes.find() ? Long.parseLong(kilobytes.group(1)) / 1024 : 0;
        } catch (IOException e) {
            return Runtime.getRuntime().totalMemory() >> 20; // not on Linux: what Java itself has
        }
    }
}
