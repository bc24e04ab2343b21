package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.compiler.infer.parallel.Accesses.Access;
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
 * decide. Silent: plain stores at places that data decide (usually a permutation), and what an index says that is not linear.
 */
final class Races {
    private final String variable;
    private final Optional<Long> step;
    private final List<Access> all;

    Races(Stmt.For loop, Optional<Long> step, Set<String> assigned, Set<String> reduced, Callees callees) {
        Set<String> targets = new LinkedHashSet<>();
        Source.assigned(loop.target(), targets::add);
        this.variable = targets.size() == 1 ? targets.iterator().next() : "";
        this.step = step;
        this.all = Accesses.of(loop, variable, assigned, reduced, callees);
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
        if (store.place().stream().anyMatch(Index::distinct) || store.onlyOne()) {
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
        if (store.changes() && store.place().stream().allMatch(index -> index.repeats() || index.fromData())) {
            return Optional.of(new Finding(
                    false,
                    "two iterations may change the same element of `" + store.array() + "` at the same time",
                    store.here(),
                    "the data say which element: an update can get lost",
                    store.there("changed"),
                    "give each thread a row of its own, `%s[get_thread_id(), ...]`, and add the rows after the loop"
                            .formatted(store.array())));
        }
        return Optional.empty();
    }

    /** Reads what the iteration before, or after, writes. */
    private Optional<Finding> neighbour(Access store) {
        if (store.onlyOne()) {
            return Optional.empty();
        }
        for (Access read : all) {
            if (read.write()
                    || !read.array().equals(store.array())
                    || read.place().size() != store.place().size()) {
                continue;
            }
            Optional<Boolean> certain = meets(store, read);
            if (certain.isPresent()) {
                boolean sure = certain.get() && !store.conditional() && !read.conditional();
                return Optional.of(new Finding(
                        sure,
                        "an iteration of this prange loop reads an element of `%s` that another one writes"
                                .formatted(store.array()),
                        read.here(),
                        "another iteration's element" + (sure ? "" : ", perhaps"),
                        Optional.of(store.there("written").orElse(new Finding.Other(store.at(), "written here"))),
                        "write the results to a second array, or use `range`"));
            }
        }
        return Optional.empty();
    }

    /** Whether two iterations meet at one element: empty: not that one could see it; false: perhaps. */
    private Optional<Boolean> meets(Access store, Access read) {
        boolean apart = false; // along some axis they are at different places in one iteration
        boolean sure = true;
        for (int axis = 0; axis < store.place().size(); axis++) {
            Index w = store.place().get(axis);
            Index r = read.place().get(axis);
            Optional<Long> distance = w.distance(r);
            if (w.distinct()) {
                if (distance.isEmpty()) {
                    return Optional.empty();
                }
                long steps = w.factor() * step.orElse(1L);
                if (distance.get() % steps != 0) {
                    return Optional.empty(); // no iteration is at that distance
                }
                sure &= step.isPresent();
                apart |= distance.get() != 0;
            } else if (w.repeats() && r.repeats()) {
                if (distance.isPresent() && distance.get() != 0 && w.isFixed() && r.isFixed()) {
                    return Optional.empty(); // two different places of this axis
                }
                sure &= distance.isPresent();
            } else {
                return Optional.empty();
            }
        }
        return apart ? Optional.of(sure) : Optional.empty();
    }
}
