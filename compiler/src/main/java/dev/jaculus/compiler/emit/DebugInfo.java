package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Location;
import dev.jaculus.compiler.ir.Module;
import java.util.HashMap;
import java.util.Map;

/** The module's metadata: where in the source each instruction comes from, and what the optimiser may rely on. */
final class DebugInfo {
    /** LLVM has 16 bits for it. */
    private static final int LAST_COLUMN = 65_535;

    /** Behind a branch whose second way is an error. */
    static final String UNLIKELY = ", !prof !3";
    /** Behind the load of a length. */
    static final String LENGTH = ", !range !4";

    private static final int FINITE = 5;
    private static final int FIRST_FREE = 13;

    private final StringBuilder nodes = new StringBuilder();
    private final Map<String, Integer> files = new HashMap<>();
    private final Map<Location.Scope, Integer> inlinedScopes = new HashMap<>();
    private final Map<Location, String> known = new HashMap<>();
    private int next = FIRST_FREE;
    private Location.Scope own;
    private int ownNumber;
    private int counters = -1;

    DebugInfo(Module module) {
        Location.Scope scope = module.entry().scope();
        nodes.append("!llvm.dbg.cu = !{!0}\n!llvm.module.flags = !{!2}\n");
        nodes.append(
                "!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, producer: \"Jaculus\", isOptimized: true");
        nodes.append(", emissionKind: LineTablesOnly)\n");
        file("!1", scope.file());
        files.put(scope.file(), 1);
        nodes.append("!2 = !{i32 2, !\"Debug Info Version\", i32 3}\n");
        nodes.append("!3 = !{!\"branch_weights\", i32 2000, i32 1}\n");
        nodes.append("!4 = !{i64 0, i64 ").append(Long.MAX_VALUE).append("}\n");
        nodes.append("!5 = !{!\"llvm.loop.mustprogress\"}\n");
        // Without the type of a subprogram LLVM crashes.
        nodes.append("!6 = !{}\n!7 = !DISubroutineType(types: !6)\n");
        nodes.append("!8 = !{!\"jaculus\"}\n!9 = !{!\"elements\", !8, i64 0}\n!10 = !{!\"list\", !8, i64 0}\n");
        nodes.append("!11 = !{!9, !9, i64 0}\n!12 = !{!10, !10, i64 0}\n");
    }

    /** Behind the access of an element of an array or of a list's item: no such store changes what {@link #header} marks. */
    String item() {
        return ", !tbaa !11";
    }

    /** Behind the access of what a list knows of itself. */
    String header() {
        return ", !tbaa !12";
    }

    /** Behind the access of a counter of lines. */
    String counter() {
        if (counters < 0) {
            int type = node("!{!\"count\", !8, i64 0}");
            counters = node("!{!" + type + ", !" + type + ", i64 0}");
        }
        return ", !tbaa !" + counters;
    }

    /** Begins a function; what is behind its name. */
    String function(Function f) {
        return function(
                f.scope(), f.scope().function(), Spelling.function(f.name()).substring(1), "");
    }

    /** Begins the function that hosts call: it has the kernel's line, and the kernel is inlined into it. */
    String entry(Location.Scope scope, String symbol) {
        return function(scope, symbol, "\"" + symbol + "\"", ", flags: DIFlagArtificial");
    }

    private String function(Location.Scope scope, String name, String linkage, String flags) {
        own = scope;
        ownNumber = subprogram(scope, name, linkage, flags);
        known.clear();
        return " !dbg !" + ownNumber;
    }

    /** What is behind an instruction. The place of its outermost scope is always in the function that is being written. */
    String at(Location location) {
        String at = known.get(location);
        if (at == null) {
            at = ", !dbg !" + node(location);
            known.put(location, at);
        }
        return at;
    }

    /** The place of a function's first line. */
    String start() {
        return at(new Location(own, own.line(), 1));
    }

    private int node(Location l) {
        if (l.inlinedAt().isPresent()) {
            return node(l, inlined(l.scope()), number(l.inlinedAt().get()));
        }
        if (l.scope().equals(own)) {
            return node(l, ownNumber, -1);
        }
        return node(l, inlined(l.scope()), number(new Location(own, own.line(), 1)));
    }

    private int number(Location l) {
        String at = at(l);
        return Integer.parseInt(at, ", !dbg !".length(), at.length(), 10);
    }

    private int node(Location l, int scope, int inlinedAt) {
        nodes.append('!').append(next).append(" = ").append(inlinedAt < 0 ? "" : "distinct ");
        nodes.append("!DILocation(line: ")
                .append(l.line())
                .append(", column: ")
                .append(Math.min(l.column(), LAST_COLUMN));
        nodes.append(", scope: !").append(scope);
        if (inlinedAt >= 0) {
            nodes.append(", inlinedAt: !").append(inlinedAt);
        }
        nodes.append(")\n");
        return next++;
    }

    private int inlined(Location.Scope scope) {
        Integer number = inlinedScopes.get(scope);
        if (number == null) {
            number = subprogram(scope, scope.function(), null, "");
            inlinedScopes.put(scope, number);
        }
        return number;
    }

    private int subprogram(Location.Scope scope, String name, String linkage, String flags) {
        int file = file(scope.file());
        nodes.append('!')
                .append(next)
                .append(" = distinct !DISubprogram(name: ")
                .append(Spelling.quoted(name));
        if (linkage != null) {
            nodes.append(", linkageName: ").append(linkage);
        }
        nodes.append(", scope: !").append(file).append(", file: !").append(file);
        nodes.append(", line: ").append(scope.line()).append(", scopeLine: ").append(scope.line());
        nodes.append(", type: !7")
                .append(flags)
                .append(", spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0)\n");
        return next++;
    }

    private int file(String path) {
        Integer number = files.get(path);
        if (number == null) {
            number = next++;
            files.put(path, number);
            file("!" + number, path);
        }
        return number;
    }

    /** The whole path is the name: a name without a folder would be taken to lie in the folder of the kernel's file. */
    private void file(String node, String path) {
        nodes.append(node).append(" = !DIFile(filename: ").append(Spelling.quoted(path));
        nodes.append(", directory: \"\")\n");
    }

    /** Behind the branch back of a loop that ends, and that may use vectors. */
    String finite(boolean vectors) {
        if (!vectors) {
            int disabled = node("!{!\"llvm.loop.vectorize.enable\", i1 false}");
            return ", !llvm.loop !" + node("distinct !{!", ", !" + FINITE + ", !" + disabled, "}");
        }
        nodes.append('!')
                .append(next)
                .append(" = distinct !{!")
                .append(next)
                .append(", !")
                .append(FINITE)
                .append("}\n");
        return ", !llvm.loop !" + next++;
    }

    /** Adds a node and returns its number. */
    int node(String text) {
        nodes.append('!').append(next).append(" = ").append(text).append('\n');
        return next++;
    }

    /** Adds a node that begins with itself. */
    int node(String before, String after, String end) {
        return node(before + next + after + end);
    }

    void write(StringBuilder out) {
        out.append(nodes);
    }
}
