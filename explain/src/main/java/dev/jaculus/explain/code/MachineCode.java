package dev.jaculus.explain.code;

import dev.jaculus.explain.Place;
import dev.jaculus.explain.ir.Inlining;
import dev.jaculus.llvm.MachineInstruction;
import dev.jaculus.llvm.Toolchain;
import dev.jaculus.profiler.symbols.Frame;
import dev.jaculus.profiler.symbols.Symbolizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions of kernels' files, each instruction with its place. */
public final class MachineCode {
    private static final Pattern RELATIVE = Pattern.compile("-?\\d+");
    private static final Pattern SLOT = Pattern.compile("\\*(-?\\d+)\\(%rip\\)");

    private final Toolchain toolchain;
    private final Symbolizer symbolizer;

    public MachineCode(Toolchain toolchain, Symbolizer symbolizer) {
        this.toolchain = toolchain;
        this.symbolizer = symbolizer;
    }

    /** The functions of each file; none of one that cannot be read. The lines of all files are asked for at once. */
    public Map<Path, List<CodeFunction>> read(Collection<Path> files) throws IOException {
        Map<Path, Map<String, List<Instruction>>> code = new LinkedHashMap<>();
        List<dev.jaculus.profiler.symbols.Place> places = new ArrayList<>();
        for (Path file : files) {
            Map<String, List<Instruction>> functions = disassembled(file);
            code.put(file, functions);
            functions.values().stream()
                    .flatMap(List::stream)
                    .forEach(one -> places.add(new dev.jaculus.profiler.symbols.Place(file, one.address())));
        }
        Map<dev.jaculus.profiler.symbols.Place, List<Frame>> frames = symbolizer.frames(places);
        Map<Path, List<CodeFunction>> found = new HashMap<>();
        code.forEach((file, functions) -> {
            List<CodeFunction> all = new ArrayList<>();
            functions.forEach((name, plain) -> all.add(CodeFunction.of(
                    name,
                    plain.stream()
                            .map(one -> one.withFrom(
                                    from(frames.get(new dev.jaculus.profiler.symbols.Place(file, one.address())))))
                            .toList())));
            found.put(file, all);
        });
        return found;
    }

    private static Inlining from(List<Frame> frames) {
        return new Inlining(frames.stream()
                .filter(Frame::isKnown)
                .map(f -> new Inlining.Site(f.function(), new Place(f.file(), f.line(), f.column())))
                .toList());
    }

    private Map<String, List<Instruction>> disassembled(Path file) {
        Map<String, List<Instruction>> functions = new LinkedHashMap<>();
        Optional<Image> image;
        try {
            image = Image.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return functions; // gone since
        }
        image.ifPresent(it -> it.functions().forEach(function -> {
            List<Instruction> code = toolchain.disassemble(it.code(function), function.address()).stream()
                    .map(one -> instruction(it, one))
                    .filter(one -> !one.isPadding())
                    .toList();
            functions.put(function.name(), code);
        }));
        return functions;
    }

    private static Instruction instruction(Image image, MachineInstruction one) {
        int space = one.text().indexOf(' ');
        String name = space < 0 ? one.text() : one.text().substring(0, space);
        String operand = space < 0 ? "" : one.text().substring(space + 1);
        boolean jumps = name.startsWith("j") || name.startsWith("call");
        long target = 0;
        String callee = "";
        String text = one.text();
        if (jumps && RELATIVE.matcher(operand).matches()) {
            target = one.end() + Long.parseLong(operand);
            callee = name.startsWith("call") ? image.callee(target).orElse("").replaceFirst("@plt$", "") : "";
            text = name + " " + (callee.isEmpty() ? "0x" + Long.toHexString(target) : callee);
        } else if (jumps) {
            Matcher slot = SLOT.matcher(operand);
            callee = slot.matches()
                    ? image.behindSlot(one.end() + Long.parseLong(slot.group(1)))
                            .orElse("")
                    : "";
            text = callee.isEmpty() ? text : name + " " + callee;
        }
        return new Instruction(one.address(), one.length(), text, target, callee, Inlining.UNKNOWN, 0);
    }
}
