package dev.jaculus.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** After {@code -m MODULE} comes what the module gets, even where it looks like an option of ours. */
final class RestIsTheProgram implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's signature
    public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (!arguments.isEmpty()) {
            String module = arguments.pop();
            arguments.push("--");
            arguments.push(module);
        }
        return false; // picocli goes on with what is there now
    }
}
