package dev.jaculus.profiler;

import dev.jaculus.profiler.model.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose a Python file is: the user's own, or a library's, or the interpreter's own machinery. */
final class Modules {
    private static final Pattern INSTALLED = Pattern.compile(".*/(?:site|dist)-packages/([^/]+?)(?:\\.pyc?)?(?:/.*)?");
    private static final Pattern STANDARD =
            Pattern.compile(".*/lib(?:64)?/python3\\.\\d+t?/([^/]+?)(?:\\.pyc?)?(?:/.*)?");
    private static final Pattern FROZEN = Pattern.compile("<frozen ([^>]*)>");
    private static final List<String> IMPORTERS =
            List.of("importlib", "importlib._bootstrap", "importlib._bootstrap_external", "zipimport");

    private static final List<String> COMPILERS = List.of("jaculus", "numba", "llvmlite");
    static final String WRAPPER = "/<numba-wrapper>"; // python/jaculus/real_numba.py

    private static final Pattern HIDDEN =
            Pattern.compile(".*/(_launch|allocations|counting|real_numba|sampling|sampled_names)\\.py");

    private final Map<String, Module> known = new HashMap<>();
    private final String packageFolder;

    /**
     * In a run.
     *
     * @param packageFolder where the Python package of this profiler is; empty when not known
     */
    Modules(String packageFolder) {
        this.packageFolder = packageFolder;
    }

    /**
     * A module.
     *
     * @param library empty for the user's own
     * @param isOurs it is of the profiler, or starts programs as Python does
     * @param isHidden it stands around what other modules do
     */
    record Module(String library, boolean isOurs, boolean isHidden) {
        Module(String library) {
            this(library, false, false);
        }

        boolean isOwn() {
            return library.isEmpty();
        }

        /** What a thread does in it that did something else in the caller. */
        Kind kind(Kind caller) {
            if (library.isEmpty()) {
                return Kind.PYTHON;
            }
            if (COMPILERS.contains(library) && caller != Kind.IMPORT) {
                return Kind.COMPILE;
            }
            return caller == Kind.PYTHON && IMPORTERS.contains(library) ? Kind.IMPORT : caller;
        }
    }

    /** The module of a file, as code objects name it. */
    Module of(String file) {
        return known.computeIfAbsent(file, this::find);
    }

    private Module find(String file) {
        if (!packageFolder.isEmpty() && file.startsWith(packageFolder + "/")) {
            return new Module("jaculus", true, HIDDEN.matcher(file).matches());
        }
        if (file.equals(WRAPPER)) {
            return new Module("numba");
        }
        for (Pattern pattern : List.of(INSTALLED, STANDARD, FROZEN)) {
            Matcher matcher = pattern.matcher(file);
            if (matcher.matches()) {
                return new Module(matcher.group(1), matcher.group(1).equals("runpy"), false);
            }
        }
        return new Module("");
    }
}
