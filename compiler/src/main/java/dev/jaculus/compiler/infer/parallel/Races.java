package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.compiler.infer.parallel.Accesses.Access;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Places of arrays that two iterations write, or that one writes and another reads.
 *
 * <p>Certain: no index of a store depends on the loop's variable; or an element is read whose distance along the loop's axis from the one that
 * the same iteration writes is a constant. Perhaps: the same under a condition; an element that is changed (`+=`) at a place which data
 * decide; a place that follows from the loop's variable, but may be the same for several ({@code i // 2}, {@code min(i, 9)}). Silent: plain stores at
 * places that data decide (usually a permutation), and products of variables.
 */
final class Races {
    private final String variable;
    private final Optional<Long> step;
    private final List<Access> all;
    /** Whether the loop's variable begins at 0. */
    private final boolean fromZero;

    Races(Stmt.For loop, Optional<Long> step, Set<String> assigned, Set<String> reduced, Callees callees) {
        Set<String> targets = new LinkedHashSet<>();
        Source.assigned(loop.target(), targets::add);
        this.variable = targets.size() == 1 ? targets.iterator().next() : "";
        this.step = step;
        this.fromZero = loop.iter() instanceof Expr.Call range && range.args().size() == 1;
        this.all = Accesses.of(loop, variable, step, assigned, reduced, callees);
    }

    List<Finding> find() {
        List<Finding> found = new ArrayList<>();
        Set<Object> told = new LinkedHashSet<>();
        for (Access store : all) {
            if (!store.write()) {
                continue;
            }
            Optional<Finding> finding = sameplace(store).or(() -> neighbour(store));
            finding.filter(one -> told.add(one.at())).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Finding> sameplace(Access store) {
        if (store.place().stream().anyMatch(Index::distinct) || store.onlyOne() || store.jointly()) {
            return Optional.empty();
        }
        if (store.place().stream().allMatch(Index::repeats)) {
            boolean changes = store.changes();
            return Optional.of(new Finding(
                    !store.conditional(),
                    "every iteration of this prange loop writes to the same place of `" + store.array() + "`",
                    store.here(),
                    variable.isEmpty() ? "the same place each time" : "the place does not depend on `" + variable + "`",
                    store.there("written"),
                    changes && store.place().stream().anyMatch(index -> !index.isFixed())
                            ? "add whole rows, `%s += ...`: the threads' sums are put together after the loop"
                                    .formatted(store.array())
                            : changes
                                    ? "sum in a variable (`s += ...`) and store it after the loop; or give each iteration a place: `%s[%s]`"
                                            .formatted(store.array(), variable.isEmpty() ? "i" : variable)
                                    : "give each iteration a place of its own: `%s[%s]`, or an array that it makes itself"
                                            .formatted(store.array(), variable.isEmpty() ? "i" : variable)));
        }
        if (store.place().stream().anyMatch(Index::isNarrowed)
                && store.place().stream().noneMatch(index -> index.fromData() || index.isProduct())) {
            return Optional.of(new Finding(
                    false,
                    "several iterations may write to the same place of `" + store.array() + "`",
                    store.here(),
                    "the same place for more than one `" + variable + "`, perhaps",
                    store.there("written"),
                    "let `%s` itself say the place, or loop over the places and sum in a variable"
                            .formatted(variable)));
        }
        if (store.changes() && store.place().stream().noneMatch(Index::isProduct)) {
            return Optional.of(new Finding(
                    false,
                    "two iterations may change the same element of `" + store.array() + "` at the same time",
                    store.here(),
                    (store.place().stream().anyMatch(Index::fromData) ? "the data say" : "nothing says")
                            + " which element: an update can get lost",
                    store.there("changed"),
                    "give each thread a row of its own, `%s[get_thread_id(), ...]`, and add the rows after the loop"
                            .formatted(store.array())));
        }
        return Optional.empty();
    }

    /** Reads what another iteration writes, or writes it too. */
    private Optional<Finding> neighbour(Access store) {
        if (store.onlyOne()) {
            return Optional.empty();
        }
        int place = all.indexOf(store);
        for (int k = 0; k < all.size(); k++) {
            Access other = all.get(k);
            boolean done = other.write() && k <= place; // a pair of stores is looked at once
            if (done || other.onlyOne() || !other.array().equals(store.array())) {
                continue;
            }
            Optional<Boolean> certain = meets(store, other);
            if (certain.isPresent()) {
                boolean sure = certain.get() && !other.write() && !store.conditional() && !other.conditional();
                return Optional.of(new Finding(
                        sure,
                        (other.write()
                                        ? "two iterations of this prange loop may write to the same place of `%s`"
                                        : "an iteration of this prange loop reads an element of `%s` that another one writes")
                                .formatted(store.array()),
                        other.here(),
                        "another iteration's element" + (sure ? "" : ", perhaps"),
                        Optional.of(store.there("written").orElse(new Finding.Other(store.at(), "written here"))),
                        "write the results to a second array, or use `range`"));
            }
        }
        return Optional.empty();
    }

    /** Whether two iterations meet at one element: empty: not that one could see it; false: perhaps. */
    private Optional<Boolean> meets(Access store, Access other) {
        boolean apart = false; // along some axis they are at different places in one iteration
        boolean sure = store.place().size() == other.place().size();
        if (store.jointly() && store.place().equals(other.place())) {
            return Optional.empty();
        }
        for (int axis = 0; axis < Math.min(store.place().size(), other.place().size()); axis++) {
            Index w = store.place().get(axis);
            Index r = other.place().get(axis);
            Optional<Long> distance = w.distance(r);
            if (w.never(r)) {
                return Optional.empty();
            }
            if (w.distinct() && distance.isPresent()) {
                long steps = w.factor() * step.orElse(1L);
                if (distance.get() == 0 || distance.get() % steps != 0) {
                    return Optional.empty(); // the same iteration, or no iteration is at that distance
                }
                sure &= step.isPresent();
                apart = true;
            } else if (w.repeats() && r.repeats()) {
                sure &= distance.isPresent();
            } else if ((w.distinct() && r.mayMeet(fromZero)) || (r.distinct() && w.mayMeet(fromZero))) {
                sure = false;
                apart = true;
            } else {
                return Optional.empty();
            }
        }
        return apart ? Optional.of(sure) : Optional.empty();
    }
}
