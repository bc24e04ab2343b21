package dev.jaculus.explain.vector;

import dev.jaculus.explain.Obstacle;
import dev.jaculus.explain.Obstacle.Kind;
import dev.jaculus.explain.Place;
import dev.jaculus.explain.Vectorisation;
import dev.jaculus.llvm.Remark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LLVM's words about vectors, in ours. */
final class Remarks {
    private static final Pattern VECTORISED = Pattern.compile(
            "vectorized loop \\(vectorization width: (?:vscale x )?(\\d+), interleaved count: (\\d+)\\)");
    private static final Pattern UNROLLED =
            Pattern.compile("(?:unrolled loop by a factor of|interleaved loop \\(interleaved count:) (\\d+)");
    private static final Pattern PREFIX = Pattern.compile("loop not vectorized: ?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACCESSED = Pattern.compile("accessed at (.*?):(\\d+):(\\d+)");

    /** What a remark contains, and what it means; the first that fits. */
    private static final Map<String, Kind> MEANINGS = new java.util.LinkedHashMap<>();

    static {
        MEANINGS.put("cannot prove it is safe to reorder floating-point operations", Kind.FLOAT_ORDER);
        MEANINGS.put(
                "explicitly disabled", Kind.FLOAT_ORDER); // so we keep sums from it that vectors do not make faster
        MEANINGS.put("unsafe dependent memory operations", Kind.CARRIED_MEMORY);
        MEANINGS.put("unknown data dependence", Kind.UNKNOWN_ORDER);
        MEANINGS.put("cannot prove it is safe to reorder memory operations", Kind.UNKNOWN_ORDER);
        MEANINGS.put("memory checks", Kind.UNKNOWN_ORDER);
        MEANINGS.put("cannot identify array bounds", Kind.DATA_INDEX);
        MEANINGS.put("call instruction cannot be vectorized", Kind.CALL);
        MEANINGS.put("instruction cannot be vectorized", Kind.CALL);
        MEANINGS.put("early exit", Kind.EARLY_EXIT);
        MEANINGS.put("uncountable", Kind.UNKNOWN_COUNT);
        MEANINGS.put("could not determine number of loop iterations", Kind.UNKNOWN_COUNT);
        MEANINGS.put("used outside the loop", Kind.CARRIED);
        MEANINGS.put("could not be identified as", Kind.CARRIED);
        MEANINGS.put("vectorization is not beneficial", Kind.NOT_WORTH);
        MEANINGS.put("cost-model indicates", Kind.NOT_WORTH);
        MEANINGS.put("control flow", Kind.CONTROL_FLOW);
        MEANINGS.put("type cannot be vectorized", Kind.TYPE);
        MEANINGS.put("unsupported", Kind.TYPE);
    }

    private Remarks() {}

    static Place place(Remark remark) {
        return new Place(remark.file(), remark.line(), remark.column());
    }

    /** Of a loop that was vectorised. */
    static Optional<Vectorisation> vectorised(Remark remark) {
        Matcher matcher = VECTORISED.matcher(remark.message());
        return matcher.find()
                ? Optional.of(new Vectorisation.Vectorised(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** How many turns follow one another in a loop that was unrolled, or interleaved without vectors; 1 where it was not. */
    static int unrolled(Remark remark) {
        Matcher matcher = UNROLLED.matcher(remark.message());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }

    /** The reason that a remark gives, if it gives one. */
    static Optional<Obstacle> obstacle(Remark remark) {
        String message = remark.message();
        boolean speaks = PREFIX.matcher(message).find()
                || message.contains("annot vectorize")
                || message.contains("vectorization is not beneficial");
        if (!speaks) {
            return Optional.empty();
        }
        for (Map.Entry<String, Kind> meaning : MEANINGS.entrySet()) {
            if (message.toLowerCase(java.util.Locale.ROOT).contains(meaning.getKey())) {
                return Optional.of(new Obstacle(meaning.getValue(), Optional.of(place(remark)), accessed(message)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Place> accessed(String message) {
        Matcher matcher = ACCESSED.matcher(message);
        return matcher.find()
                ? Optional.of(new Place(
                        matcher.group(1).strip(),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** The reasons among these remarks, the one that counts first: LLVM names a carried value last of all. */
    static List<Obstacle> obstacles(List<Remark> remarks) {
        return remarks.stream()
                .flatMap(remark -> obstacle(remark).stream())
                .distinct()
                .sorted(java.util.Comparator.comparing(Obstacle::kind))
                .toList();
    }
}
