package org.corelink.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The image that the build has assembled, as a user starts it. */
final class AssembledImage {
    /** Its folder. */
    static final Path FOLDER = Path.of(System.getProperty("corelink.image"));

    private AssembledImage() {}

    /** {@code corelink} with these arguments, as the list of a process. */
    static List<String> command(String... arguments) {
        return command(FOLDER, arguments);
    }

    /** The same of a copy of the image. */
    static List<String> command(Path image, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(image.resolve("lib/launch").toString(), "org.corelink.host.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A console alone with itself: gossip on loopback, on ports that nobody else has. */
    static List<String> serve(Path image, int port) throws IOException {
        return command(
                image,
                "--serve",
                "--port",
                Integer.toString(port),
                "--gossip-port",
                Integer.toString(FreePorts.gossip()),
                "--interface",
                "lo");
    }
}
