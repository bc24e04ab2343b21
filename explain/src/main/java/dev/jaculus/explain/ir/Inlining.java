package dev.jaculus.explain.ir;

import dev.jaculus.explain.Place;
import java.util.List;
import java.util.Optional;

/**
 * Where an instruction comes from: a place in a function, that of the call by which that function was inlined, and so on.
 *
 * @param sites the innermost first
 */
public record Inlining(List<Site> sites) {
    /** Files of our own library are named by this prefix, which is no folder. */
    private static final String LIBRARY = "<jaculus>/";

    public static final Inlining UNKNOWN = new Inlining(List.of());

    /** A place in a function. */
    public record Site(String function, Place place) {
        boolean isUsers() {
            return place.line() > 0 && !place.file().startsWith(LIBRARY);
        }
    }

    public Inlining {
        sites = List.copyOf(sites);
    }

    /** The innermost place in the user's own source. */
    public Optional<Place> place() {
        return user().map(Site::place);
    }

    /** The innermost site in the user's own source. */
    public Optional<Site> user() {
        return sites.stream().filter(Site::isUsers).findFirst();
    }

    /** The functions of our library that were inlined at the user's place, the outermost first. */
    public List<String> library() {
        return sites.stream()
                .takeWhile(site -> !site.isUsers())
                .map(Site::function)
                .toList()
                .reversed();
    }
}
