package dev.jaculus.server;

import dev.jaculus.server.protocol.Reply;
import java.util.List;
import java.util.Map;

/** Makes the reports of profiles, for which a program then needs no Java of its own. Called by many threads at once. */
@FunctionalInterface
public interface Reporter {
    /** A server that has no reporter says so. */
    Reporter NONE = (arguments, environment) -> new Reply.Report(2, "", "this server makes no reports\n");

    /**
     * What {@code jaculus report} does.
     *
     * @param arguments its arguments, with absolute paths
     * @param environment what of the client's environment matters to it
     */
    Reply.Report report(List<String> arguments, Map<String, String> environment);
}
