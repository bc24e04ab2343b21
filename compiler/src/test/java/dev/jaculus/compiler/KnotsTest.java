package dev.jaculus.compiler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Classes that all need each other, directly or by way of others, can only be read and changed together: there are few in each such knot. */
class KnotsTest {
    private static final int MOST = 12;

    @Test
    void fewClassesNeedEachOther() {
        Map<String, Set<String>> needs = new TreeMap<>();
        for (JavaClass one : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.jaculus.compiler")) {
            Set<String> needed = needs.computeIfAbsent(file(one), _ -> new TreeSet<>());
            one.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(other -> other.getPackageName().startsWith("dev.jaculus.compiler"))
                    .forEach(other -> needed.add(file(other)));
        }
        assertTrue(needs.size() > 200, "the compiler's class files are found");
        List<Set<String>> knots = new Knots(needs).all();
        assertTrue(knots.stream().allMatch(knot -> knot.size() <= MOST), () -> knots.toString());
    }

    /** Nested classes are in the file of the outermost one. */
    private static String file(JavaClass one) {
        return one.getName().replaceAll("\\$.*", "");
    }

    /** Strongly connected components: Tarjan, Depth-first search and linear graph algorithms, 1972. */
    private static final class Knots {
        private final Map<String, Set<String>> needs;
        private final Map<String, Integer> number = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> path = new ArrayDeque<>();
        private final Set<String> onPath = new HashSet<>();
        private final List<Set<String>> found = new ArrayList<>();

        Knots(Map<String, Set<String>> needs) {
            this.needs = needs;
        }

        List<Set<String>> all() {
            needs.keySet().stream().filter(one -> !number.containsKey(one)).forEach(this::visit);
            return found;
        }

        private void visit(String one) {
            number.put(one, number.size());
            lowest.put(one, number.get(one));
            path.push(one);
            onPath.add(one);
            for (String other : needs.getOrDefault(one, Set.of())) {
                if (!number.containsKey(other)) {
                    visit(other);
                    lowest.merge(one, lowest.get(other), Math::min);
                } else if (onPath.contains(other)) {
                    lowest.merge(one, number.get(other), Math::min);
                }
            }
            if (lowest.get(one).equals(number.get(one))) {
                Set<String> knot = new TreeSet<>();
                String last;
                do {
                    last = path.pop();
                    onPath.remove(last);
                    knot.add(last);
                } while (!last.equals(one));
                found.add(knot);
            }
        }
    }
}
