package dev.jaculus.explain.ir;

import dev.jaculus.explain.flow.Loop;
import dev.jaculus.explain.flow.Loops;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads LLVM text line by line: it has one instruction a line, but for the targets of a switch. */
final class IrReader {
    private static final String NAME = "(?:[\\w.$-]+|\"[^\"]*\")";
    private static final Pattern DEFINE = Pattern.compile("^define .*?@(" + NAME + ")\\(.*");
    private static final Pattern LABEL = Pattern.compile("^(" + NAME + "):.*");
    private static final Pattern RESULT = Pattern.compile("^  %(" + NAME + ") = (.*)");
    private static final Pattern VALUE = Pattern.compile("(label )?%(" + NAME + ")");
    private static final Pattern PLACE = Pattern.compile(", !dbg !(\\d+)");

    private final DebugLines places = new DebugLines();
    private final List<String> lines;
    private final List<IrFunction> functions = new ArrayList<>();

    /** An instruction before its function's blocks are all known. */
    private record Raw(String result, String text, int block, int place) {}

    private String function;
    private final List<Raw> raws = new ArrayList<>();
    private final Map<String, Integer> blocks = new HashMap<>();

    IrReader(String text) {
        lines = text.lines().toList();
        lines.forEach(places::take);
    }

    IrModule module() {
        for (String line : lines) {
            Matcher define = line.startsWith("define ") ? DEFINE.matcher(line) : null;
            if (define != null && define.matches()) {
                function = bare(define.group(1));
                raws.clear();
                blocks.clear();
            } else if (line.equals("}") && function != null) {
                functions.add(finished());
                function = null;
            } else if (function != null) {
                read(line);
            }
        }
        return new IrModule(functions);
    }

    private void read(String line) {
        Matcher label = LABEL.matcher(line);
        if (label.matches()) {
            blocks.put(bare(label.group(1)), blocks.size());
            return;
        }
        if (line.startsWith("    ") || line.strip().startsWith("]")) { // of a switch
            Raw before = raws.removeLast();
            raws.add(new Raw(before.result, before.text + " " + line.strip(), before.block, before.place));
            return;
        }
        if (!line.startsWith("  ")) {
            return;
        }
        if (blocks.isEmpty()) {
            blocks.put("", 0); // an entry without a name
        }
        Matcher place = PLACE.matcher(line);
        int location = place.find() ? Integer.parseInt(place.group(1)) : -1;
        Matcher result = RESULT.matcher(line);
        boolean named = result.matches();
        String text = named ? result.group(2) : line.strip();
        raws.add(new Raw(named ? bare(result.group(1)) : "", text, blocks.size() - 1, location));
    }

    private IrFunction finished() {
        List<List<Integer>> successors = new ArrayList<>();
        for (int i = 0; i < Math.max(1, blocks.size()); i++) {
            successors.add(new ArrayList<>());
        }
        for (Raw raw : raws) {
            Matcher value = VALUE.matcher(raw.text);
            while (value.find()) {
                Integer target = value.group(1) == null ? null : blocks.get(bare(value.group(2)));
                if (target != null && !successors.get(raw.block).contains(target)) {
                    successors.get(raw.block).add(target);
                }
            }
        }
        List<Loop> loops = Loops.of(successors);
        List<IrInstruction> instructions =
                raws.stream().map(raw -> instruction(raw, loops)).toList();
        return new IrFunction(function, instructions, loops);
    }

    private IrInstruction instruction(Raw raw, List<Loop> loops) {
        int end = raw.text.indexOf(", !");
        String text = end < 0 ? raw.text : raw.text.substring(0, end);
        String[] words = text.split("[ (]", 3);
        String opcode = words[0].matches("tail|musttail|notail") ? "call" : words[0];
        List<String> operands = new ArrayList<>();
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            if (value.group(1) == null) {
                operands.add(bare(value.group(2)));
            }
        }
        int depth = (int) loops.stream().filter(loop -> loop.has(raw.block)).count();
        Inlining from = raw.place < 0 ? Inlining.UNKNOWN : places.at(raw.place);
        return new IrInstruction(raw.result, opcode, text, List.copyOf(operands), from, raw.block, depth);
    }

    private static String bare(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }
}
