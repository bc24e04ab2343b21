package dev.jaculus.cli;

import dev.jaculus.server.cache.Cache;
import dev.jaculus.server.cache.CacheFolder;
import dev.jaculus.server.cache.Kept;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jaculus cache [list|clear|prune]}: the kernels that are kept on disk. */
@Command(
        name = "cache",
        mixinStandardHelpOptions = true,
        description = "The kernels that are kept on disk: how many, and how much room they take.")
final class CacheCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Cache cache = cache();
        List<Kept> all = cache.kept();
        PrintWriter out = spec.commandLine().getOut();
        out.println("folder: " + cache.folder());
        out.println("kernels: " + kernels(all));
        out.println("size: " + megabytes(all) + ", at most "
                + String.format(Locale.ROOT, "%.0f MB", CacheFolder.limit(System.getenv()) / MEGABYTE));
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Lists the functions whose kernels are kept: how many, their size, and the day of the last use.")
    int list() throws IOException {
        Map<String, List<Kept>> functions = new TreeMap<>();
        for (Kept one : cache().kept()) {
            functions
                    .computeIfAbsent(one.function(), f -> new java.util.ArrayList<>())
                    .add(one);
        }
        PrintWriter out = spec.commandLine().getOut();
        functions.forEach((name, kept) -> out.println(String.format(
                Locale.ROOT,
                "%5d  %12s  %s  %s",
                kernels(kept),
                megabytes(kept),
                kept.getLast().used().atZone(ZoneId.systemDefault()).toLocalDate(),
                name)));
        return 0;
    }

    @Command(name = "clear", mixinStandardHelpOptions = true, description = "Removes all of them.")
    int clear() throws IOException {
        return removed(cache().prune(Instant.MAX, 0));
    }

    @Command(
            name = "prune",
            mixinStandardHelpOptions = true,
            description = "Removes what was not used for long, or the longest unused until the rest takes less room.")
    int prune(
            @Option(names = "--days", paramLabel = "N", description = "Not used for so many days.") Integer days,
            @Option(names = "--size", paramLabel = "MB", description = "Keeps no more than this.") Integer megabytes)
            throws IOException {
        if (days == null && megabytes == null) {
            throw new Failure(2, "prune by what? --days N or --size MB");
        }
        Instant since = days == null ? Instant.MIN : Instant.now().minus(Duration.ofDays(days));
        return removed(cache().prune(since, megabytes == null ? Long.MAX_VALUE : (long) megabytes << 20));
    }

    private int removed(List<Kept> kept) {
        spec.commandLine().getOut().println("removed: " + kernels(kept) + " kernels, " + megabytes(kept));
        return 0;
    }

    private static Cache cache() {
        return new Cache(CacheFolder.of(System.getenv()));
    }

    private static long kernels(List<Kept> kept) {
        return kept.stream()
                .filter(one -> one.path().toString().endsWith(".so"))
                .count();
    }

    private static String megabytes(List<Kept> kept) {
        return String.format(
                Locale.ROOT, "%.2f MB", kept.stream().mapToLong(Kept::bytes).sum() / MEGABYTE);
    }
}
