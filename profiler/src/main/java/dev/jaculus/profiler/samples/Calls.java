package dev.jaculus.profiler.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who called whom, the content of {@code calls.bin}: a tree, in which each call has a number, and a less one's is its caller.
 */
public final class Calls {
    /** The number of no call. */
    public static final int NONE = 0;

    private static final String MAGIC = "JACCALL1";
    private static final int RECORD = 16;
    private static final int NATIVE = Integer.MIN_VALUE;
    private static final int CUT = Integer.MIN_VALUE + 1;

    private final RecordFile file;
    private final Codes codes;

    private Calls(RecordFile file, Codes codes) {
        this.file = file;
        this.codes = codes;
    }

    /** A call. */
    public sealed interface Call {
        /** The number of the call that this one was made in; {@link #NONE} when there is none. */
        int caller();
    }

    /** Of native code, which returns to an address. */
    public record Native(int caller, long returnsTo) implements Call {}

    /** Of a function of the interpreter's. */
    public record Interpreted(int caller, Codes.Code code, int line) implements Call {}

    /** Something is missing here: callers that did not fit, or a record that cannot be read. */
    public record Cut(int caller) implements Call {}

    /** Reads both files; without them no call has a number. */
    public static Calls read(Path calls, Path codes) throws IOException {
        if (!Files.exists(calls) || Files.size(calls) == 0) {
            return new Calls(null, null);
        }
        return new Calls(RecordFile.read(calls, MAGIC, RECORD), Codes.read(codes));
    }

    /** The call with a number. */
    public Call at(int number) {
        if (file == null || number <= 0 || number > file.count()) {
            return new Cut(NONE);
        }
        int at = (number - 1) * file.recordBytes();
        int caller = file.records().getInt(at);
        if (caller < 0 || caller >= number) {
            return new Cut(NONE); // a tree has no way back
        }
        int instruction = file.records().getInt(at + 4);
        long place = file.records().getLong(at + 8);
        return switch (instruction) {
            case NATIVE -> new Native(caller, place);
            case CUT -> new Cut(caller);
            default ->
                codes.at(place)
                        .<Call>map(code -> new Interpreted(caller, code, code.lineAt(instruction)))
                        .orElse(new Cut(caller));
        };
    }
}
