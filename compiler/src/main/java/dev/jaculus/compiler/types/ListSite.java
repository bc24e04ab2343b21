package dev.jaculus.compiler.types;

import java.util.Optional;

/**
 * A place in a function that makes a list. What its items are is known only from how the list is used, as in Numba: {@code l = []; l.append(2.5)}. Inference
 * goes through the function again until no use tells anything new; within one round the type stands still.
 */
public final class ListSite {
    private final boolean typed;
    private ListSite joined; // the site that stands for this one too
    private Type now;
    private Type next;
    private boolean told;

    /** @param typed whether the lists made there are numba.typed.Lists */
    public ListSite(boolean typed) {
        this.typed = typed;
    }

    private ListSite root() {
        ListSite root = this;
        while (root.joined != null) {
            root = root.joined;
        }
        return root;
    }

    /** The type of the items in this round; empty where no use has told it yet. */
    public Optional<Type> item() {
        return Optional.ofNullable(root().now);
    }

    /** The type of the items as far as any use has told it, in this round too. */
    public Optional<Type> known() {
        ListSite root = root();
        return Optional.ofNullable(root.next == null ? root.now : root.next);
    }

    /** A list whose items have the type of this round. */
    public Type.ListOf type() {
        return new Type.ListOf(item().orElse(Type.NONE), typed, this);
    }

    /** Notes an item's type; false where it has none in common with those before. */
    public boolean learn(Type item) {
        ListSite root = root();
        Optional<Type> common = root.next == null ? Optional.of(item) : Promotion.merge(root.next, item);
        if (common.isEmpty()) {
            return false;
        }
        root.told |= !common.get().equals(root.next) || isUndecided(root.next) != isUndecided(common.get());
        root.next = common.get();
        return true;
    }

    /** What has been learnt so far counts at once, where nothing was known when the round began. */
    public void begin() {
        ListSite root = root();
        if (root.now == null && root.next != null) {
            root.now = root.next;
            root.told = false;
        }
    }

    /** From here on both are one list's; false where their items have no type in common. */
    boolean join(ListSite other) {
        ListSite one = root();
        ListSite two = other.root();
        if (one == two) {
            return true;
        }
        if (two.next != null && !one.learn(two.next)) {
            return false;
        }
        one.told |= !java.util.Objects.equals(one.now, two.now);
        two.joined = one;
        return true;
    }

    /** Begins the next round; whether it will see another type. */
    public boolean proceed() {
        boolean changed = told;
        told = false;
        now = next;
        return changed;
    }

    /** Whether some list in a value of this type has items of a type that no use has told yet. */
    public static boolean isUndecided(Type type) {
        return switch (type) {
            case null -> false;
            case Type.ListOf list -> (list.site() != null && list.site().item().isEmpty()) || isUndecided(list.item());
            case Type.Tuple tuple -> tuple.items().stream().anyMatch(ListSite::isUndecided);
            case Type.Optional optional -> isUndecided(optional.item());
            default -> false;
        };
    }

    /** The type as others see it: what it is made of is decided. */
    public static Type settled(Type type) {
        return switch (type) {
            case Type.ListOf list -> new Type.ListOf(settled(list.item()), list.typed());
            case Type.Optional optional -> new Type.Optional(settled(optional.item()));
            case Type.Tuple tuple ->
                new Type.Tuple(tuple.items().stream().map(ListSite::settled).toList(), tuple.names());
            default -> type;
        };
    }
}
