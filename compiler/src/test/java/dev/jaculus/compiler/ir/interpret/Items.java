package dev.jaculus.compiler.ir.interpret;

import java.util.ArrayList;
import java.util.List;

/** A list at run time: for each item its leaves. What the items refer to is referred to by the list. */
public final class Items {
    private final List<List<Object>> items = new ArrayList<>();
    private final boolean counted;
    private int references = 1;

    private Items(boolean counted) {
        this.counted = counted;
    }

    /** The caller's: it lives as long as it likes. */
    public static Items of(List<List<Object>> items) {
        var list = new Items(false);
        list.items.addAll(items);
        return list;
    }

    /** A fresh list with one reference. */
    static Items fresh() {
        return new Items(true);
    }

    /** The leaves of each item; a caller may look at them after the run. */
    public List<List<Object>> all() {
        return List.copyOf(items);
    }

    int references() {
        return counted ? references : 0;
    }

    boolean isCounted() {
        return counted;
    }

    long length() {
        check();
        return items.size();
    }

    List<Object> get(long index) {
        check();
        List<Object> item = items.get(Math.toIntExact(index));
        item.forEach(Items::retain);
        return item;
    }

    void set(long index, List<Object> item) {
        check();
        item.forEach(Items::retain);
        List<Object> before = items.set(Math.toIntExact(index), item);
        before.forEach(Items::release);
    }

    /** Cuts it, or adds items like `zero`. */
    void resize(long length, List<Object> zero) {
        check();
        while (items.size() > length) {
            items.removeLast().forEach(Items::release);
        }
        while (items.size() < length) {
            items.add(zero);
        }
    }

    static void retain(Object value) {
        switch (value) {
            case Strided s when s.memory() != null -> s.memory().retain();
            case Items l -> {
                l.check();
                l.references += l.counted ? 1 : 0;
            }
            case Body b -> b.retain();
            default -> {}
        }
    }

    static void release(Object value) {
        switch (value) {
            case Strided s when s.memory() != null -> s.memory().release();
            case Items l -> {
                l.check();
                l.references -= l.counted ? 1 : 0;
                if (l.references == 0) {
                    l.items.forEach(item -> item.forEach(Items::release));
                }
            }
            case Body b -> b.release();
            default -> {}
        }
    }

    private void check() {
        if (references <= 0) {
            throw new IllegalStateException("a list is used after its last reference ended");
        }
    }
}
