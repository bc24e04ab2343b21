package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the types of records say: a tuple of views of the fields, whose class has their names. */
public final class RecordTypes {
    private RecordTypes() {}

    public static boolean is(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Tuple t && t.isRecord();
    }

    public static Type.Tuple type(Value record) {
        return (Type.Tuple) ((Computed) record).type();
    }

    /** What a field's last axis is. */
    public enum Last {
        NUMBERS,
        CODE_POINTS,
        /** The bytes of a text of bytes. */
        CHARACTERS,
        /** What is copied with its record, and no more. */
        BYTES
    }

    /** A field: its name, how many axes it has of its own, what the last one is. */
    public record Field(String name, int axes, Last last) {
        public static final Pattern SPELLED = Pattern.compile("(.*?)(?:\\[(\\d+)([ubs]?)])?");

        public static Field of(String spelled) {
            Matcher parts = SPELLED.matcher(spelled);
            parts.matches();
            if (parts.group(2) == null) {
                return new Field(spelled, 0, Last.NUMBERS);
            }
            Last last = switch (parts.group(3)) {
                case "u" -> Last.CODE_POINTS;
                case "s" -> Last.CHARACTERS;
                case "b" -> Last.BYTES;
                default -> Last.NUMBERS;
            };
            return new Field(parts.group(1), Integer.parseInt(parts.group(2)), last);
        }
    }

    public static Field described(Type.Tuple record, int field) {
        return Field.of(record.names().orElseThrow().fields().get(field));
    }

    public static List<String> fields(Type.Tuple record) {
        return record.names().orElseThrow().fields().stream()
                .map(spelled -> Field.of(spelled).name())
                .toList();
    }

    /** Whether it is an array of texts. */
    public static boolean isTexts(Type.Tuple record) {
        return fields(record).equals(List.of(""));
    }

    public static int ownAxes(Type.Tuple record, int field) {
        return described(record, field).axes();
    }

    /** How many axes the records lie along; 0 is one record. */
    public static int rank(Type.Tuple record) {
        Type first = record.items().getFirst();
        int all = first instanceof Type.Array array ? array.rank() : rank((Type.Tuple) first);
        return all - ownAxes(record, 0);
    }
}
