package org.corelink.host;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.corelink.host.cli.CommandLineInterface;
import org.corelink.host.cli.ConsoleServer;
import org.corelink.host.cli.LocalMachine;
import org.corelink.host.cli.StreamTerminal;
import org.corelink.host.exec.CommonsExecRunner;
import org.corelink.server.Rehearsal;
import org.corelink.server.ServerConfig;
import org.corelink.server.StartException;

/** {@code corelink --serve} as the build runs it once, for the JVM to keep what a start needs: see {@link Rehearsal}. */
public final class RehearsalMain {
    private RehearsalMain() {}

    /** Takes a folder, in which one of its own is made and deleted again. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "rehearsal");
        int exit = serve(folder);
        delete(folder);
        System.exit(exit);
    }

    private static int serve(Path folder) throws IOException {
        PrintWriter problems = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        StreamTerminal terminal = new StreamTerminal(new PrintWriter(Writer.nullWriter()), problems, null);
        return new CommandLineInterface(
                        terminal, new LocalMachine(), (config, _) -> Console.start(config), new CommonsExecRunner())
                .run(
                        "--serve",
                        "--port",
                        "0",
                        "--interface",
                        "lo",
                        "--gossip-port",
                        Integer.toString(freePort()),
                        "--simulate",
                        "3",
                        "--data",
                        folder.toString())
                .number();
    }

    /** The multicast port; the next, for unicast, is one that nobody uses. */
    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort() - 1;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A console that ends when everything was looked at. */
    private record Console(Rehearsal rehearsal) implements ConsoleServer {
        static ConsoleServer start(ServerConfig config) throws StartException {
            return new Console(Rehearsal.start(config));
        }

        @Override
        public int port() {
            return rehearsal.port();
        }

        @Override
        public void awaitClose() throws InterruptedException {
            try {
                rehearsal.visit();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            rehearsal.close();
        }
    }
}
