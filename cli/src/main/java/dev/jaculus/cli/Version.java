package dev.jaculus.cli;

import dev.jaculus.server.Home;
import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the release, the identity of this build, the Java it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        String release = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "jaculus " + (release == null ? "(not packaged)" : release),
            "build " + Home.of(System.getenv()).shortVersion(),
            "Java " + Runtime.version()
        };
    }
}
