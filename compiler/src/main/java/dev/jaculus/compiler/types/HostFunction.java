package dev.jaculus.compiler.types;

import java.util.List;

/**
 * What a kernel asks of its host, which runs Python: to print, to format, to run a block of the user's in object mode. Python takes boxed
 * arguments and gives one result, so that what it prints and how it formats is exactly CPython's.
 *
 * @param kind what the host does: a name in its table ("print", "format", "call", "objmode")
 * @param text what it does it with: the template of a format, the name of a method, the source of a block
 * @param names the names of the arguments, where they have any, and behind them those of what comes out of a block
 */
public record HostFunction(String kind, String text, List<String> names, List<Type> arguments, Type result) {
    public HostFunction {
        names = List.copyOf(names);
        arguments = List.copyOf(arguments);
    }
}
