package org.corelink.host.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corelink.host.FreePorts;
import org.corelink.server.CaTrust;

/** A {@code --serve} of some installation, on a port of this machine. */
final class ServedConsole implements AutoCloseable {
    private final Process process;
    private final int port;

    private ServedConsole(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Done when it says that it answers. {@code corelink} is a command that becomes that process. */
    static ServedConsole start(List<String> corelink) throws IOException {
        int port = FreePorts.https();
        List<String> command = new ArrayList<>(corelink);
        command.addAll(List.of("--serve", "--interface", "lo", "--port", Integer.toString(port)));
        command.addAll(List.of("--gossip-port", Integer.toString(FreePorts.gossip())));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder words = new StringBuilder();
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            words.append(line).append('\n');
            if (line.contains("Ctrl-C ends CoreLink")) {
                return new ServedConsole(process, port);
            }
        }
        throw new AssertionError("it has ended:\n" + words);
    }

    /** What the page of sign-in is answered with; trusts that CA alone. */
    int status(Path caCertificate) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(CaTrust.in(caCertificate))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Ends it as Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue())
                .isZero();
    }
}
