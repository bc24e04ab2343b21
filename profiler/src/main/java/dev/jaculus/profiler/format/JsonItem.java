package dev.jaculus.profiler.format;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of a file, whose members are of the kinds that they are asked for as; else there is {@link Damage}.
 *
 * @param name what it is called in messages
 */
public record JsonItem(JsonObject json, String name) {
    /** Whether it has such a member. */
    public boolean has(String member) {
        return json.has(member);
    }

    /** A text. */
    public String text(String member) {
        if (json.get(member) instanceof String text) {
            return text;
        }
        throw new Damage(name + " has no text " + member);
    }

    /** A whole number. */
    public long number(String member) {
        return whole(json.get(member), name + "." + member);
    }

    /** A number, or another where there is none. */
    public double real(String member, double otherwise) {
        if (!has(member)) {
            return otherwise;
        }
        if (json.get(member) instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new Damage(name + "." + member + " is no number");
    }

    /** A whole number from 0 on, below a size. */
    public int index(String member, int size) {
        return inside(number(member), size, name + "." + member);
    }

    /** The number of a line. */
    public int line(String member) {
        return index(member, Integer.MAX_VALUE);
    }

    /** An object. */
    public JsonItem object(String member) {
        if (json.get(member) instanceof JsonObject inner) {
            return new JsonItem(inner, member);
        }
        throw new Damage(name + " has no object " + member);
    }

    /** The texts in an array. */
    public List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        for (Object one : array(member)) {
            if (!(one instanceof String text)) {
                throw new Damage(name + "." + member + " has something that is no text");
            }
            texts.add(text);
        }
        return texts;
    }

    /** The whole numbers in an array. */
    public long[] column(String member) {
        JsonArray array = array(member);
        long[] column = new long[array.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = whole(array.get(i), name + "." + member);
        }
        return column;
    }

    /** The objects in an array. */
    public List<JsonItem> objects(String member) {
        List<JsonItem> all = new ArrayList<>();
        for (Object one : array(member)) {
            String place = name + "." + member + "[" + all.size() + "]";
            if (!(one instanceof JsonObject object)) {
                throw new Damage(place + " is no object");
            }
            all.add(new JsonItem(object, place));
        }
        return all;
    }

    /** The numbers in an array, all finite. */
    public List<Double> reals(String member) {
        List<Double> reals = new ArrayList<>();
        for (Object one : array(member)) {
            if (!(one instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                throw new Damage(name + "." + member + " has something that is no number");
            }
            reals.add(number.doubleValue());
        }
        return reals;
    }

    private JsonArray array(String member) {
        if (json.get(member) instanceof JsonArray array) {
            return array;
        }
        throw new Damage(name + " has no array " + member);
    }

    static long whole(Object value, String name) {
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        throw new Damage(name + " is no whole number");
    }

    static int inside(long value, int size, String name) {
        if (value < 0 || value >= size) {
            throw new Damage(name + " is " + value + ", of " + size);
        }
        return (int) value;
    }

    /** What is wrong with the file. */
    public static final class Damage extends RuntimeException {
        /** With a sentence for the user. */
        public Damage(String message) {
            super(message);
        }
    }
}
