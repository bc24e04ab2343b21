package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.HostFunction;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All code of a kernel; the first function is the kernel itself.
 *
 * @param sites where exceptions start or pass; a site's number is its place here, from 1
 * @param counted the lines whose executions are counted; a Hit's number is the place here, from 0
 * @param hosts what the kernel asks of its host; a HostCall's number is the place here, from 0
 */
public record Module(
        List<Function> functions, List<Site> sites, List<Data> data, List<HostFunction> hosts, List<Line> counted) {
    public Module {
        counted = List.copyOf(counted);
        functions = List.copyOf(functions);
        sites = List.copyOf(sites);
        data = List.copyOf(data);
        hosts = List.copyOf(hosts);
    }

    public Module(List<Function> functions, List<Site> sites, List<Data> data) {
        this(functions, sites, data, List.of());
    }

    public Module(List<Function> functions, List<Site> sites, List<Data> data, List<HostFunction> hosts) {
        this(functions, sites, data, hosts, List.of());
    }

    public Function entry() {
        return functions.getFirst();
    }

    public Module withFunctions(List<Function> others) {
        return new Module(others, sites, data, hosts, counted);
    }

    /** The names whose addresses the host puts into the kernel when it loads it, sorted. */
    public List<String> addresses() {
        var found = new TreeSet<String>();
        functions.forEach(f -> addresses(f.body(), found));
        return List.copyOf(found);
    }

    private static void addresses(Region region, Set<String> found) {
        for (Instruction i : region.body()) {
            if (i.op() instanceof Op.Address a) {
                found.add(a.symbol());
            }
            Ops.regions(i.op()).forEach(inner -> addresses(inner, found));
        }
    }

    /** Whether it has objects, which hosts keep between calls. */
    public boolean hasObjects() {
        return functions.stream().anyMatch(f -> hasObjects(f.body()));
    }

    private static boolean hasObjects(Region region) {
        return region.params().stream().anyMatch(v -> holdsObjects(v.type()))
                || region.body().stream()
                        .anyMatch(i -> Ops.results(i.op()).stream().anyMatch(v -> holdsObjects(v.type()))
                                || Ops.regions(i.op()).stream().anyMatch(Module::hasObjects));
    }

    private static boolean holdsObjects(Type type) {
        return switch (type) {
            case Type.Instance _ -> true;
            case Type.ListOf l -> holdsObjects(l.item());
            case Type.Generator g -> holdsObjects(g.item());
            case Type.Optional o -> holdsObjects(o.item());
            case Type.Tuple t -> t.items().stream().anyMatch(Module::holdsObjects);
            case Type.Scalar _, Type.None _, Type.Str _, Type.Array _ -> false;
        };
    }

    /** A raise, or a call that an exception passes (then the class is empty). */
    public record Site(String exceptionClass, int index, List<Argument> arguments, Location at) {
        public boolean isCall() {
            return exceptionClass.isEmpty();
        }
    }

    /** An exception's argument: fixed (String, Long, Double, Boolean or null), or in the run-time argument slot of this number. */
    public sealed interface Argument {
        record Fixed(Object value) implements Argument {}

        record Slot(int slot, Type type) implements Argument {}

        /** A keyword, or {@code __cause__}. */
        record Named(String name, Argument value) implements Argument {}
    }

    /** A line of a source file. */
    public record Line(String file, int number) {}

    /** A constant array's bytes in C order. */
    public record Data(Type.Array type, List<Integer> shape, Bytes bytes) {}
}
