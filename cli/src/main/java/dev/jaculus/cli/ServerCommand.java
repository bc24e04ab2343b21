package dev.jaculus.cli;

import picocli.CommandLine.Command;

/** {@code jaculus server run|status|stop}. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "The compile server, which programs start when they need it.",
        subcommands = {ServerRun.class, ServerStatus.class, ServerStop.class, ServerTrain.class})
final class ServerCommand {}
