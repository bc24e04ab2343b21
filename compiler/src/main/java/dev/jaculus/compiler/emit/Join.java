package dev.jaculus.compiler.emit;

import java.util.ArrayList;
import java.util.List;

/** A block that several places jump to, each with its own values: they become the block's phis. */
final class Join {
    private final String block;
    private final List<String> from = new ArrayList<>();
    private final List<List<String>> values = new ArrayList<>();

    Join(String block) {
        this.block = block;
    }

    String block() {
        return block;
    }

    boolean isReached() {
        return !from.isEmpty();
    }

    void edge(String fromBlock, List<String> operands) {
        from.add(fromBlock);
        values.add(operands);
    }

    /** One phi for each of the names, which are operands in the order of the edges' values. */
    String phis(List<String> names, List<String> types, String debug) {
        var text = new StringBuilder();
        for (int p = 0; p < names.size(); p++) {
            text.append("  ").append(names.get(p)).append(" = phi ").append(types.get(p));
            for (int e = 0; e < from.size(); e++) {
                text.append(e == 0 ? " [ " : ", [ ").append(values.get(e).get(p));
                text.append(", %").append(from.get(e)).append(" ]");
            }
            text.append(debug).append('\n');
        }
        return text.toString();
    }
}
