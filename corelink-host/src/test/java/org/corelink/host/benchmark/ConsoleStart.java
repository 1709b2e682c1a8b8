package org.corelink.host.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corelink.host.FreePorts;
import org.corelink.server.CaTrust;

/** Measures how the console of an application image starts, and what it costs when nobody looks. */
public final class ConsoleStart {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path image;
    private final Path data;
    private final int port;

    private ConsoleStart(Path image, Path data, int port) {
        this.image = image;
        this.data = data;
        this.port = port;
    }

    /**
     * What came out.
     *
     * @param atFirstAnswer of the server's process, when the sign-in page was answered with 200
     * @param firstAnswerMillis from the start of the process to that
     * @param later of the same process after the quiet time
     * @param quietMillisPerSecond CPU time while nobody looked
     */
    record Figures(ProcessUse atFirstAnswer, long firstAnswerMillis, ProcessUse later, double quietMillisPerSecond) {}

    /** Arguments: the application image, a folder for data, how often, and seconds of quiet. Prints a line for each start. */
    public static void main(String[] arguments) throws Exception {
        Path image = Path.of(arguments[0]);
        Path data = Path.of(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        Duration quiet = Duration.ofSeconds(Long.parseLong(arguments[3]));
        for (int i = 0; i < times; i++) {
            System.out.println(new ConsoleStart(image, data, FreePorts.https()).measure(quiet));
        }
    }

    private Figures measure(Duration quiet) throws Exception {
        long start = System.nanoTime();
        Process server = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("console-start.log").toFile())
                .start();
        try {
            awaitAnswer(server);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            ProcessUse atFirst = ProcessUse.of(server.pid());
            Thread.sleep(quiet);
            ProcessUse before = ProcessUse.of(server.pid());
            Thread.sleep(quiet);
            ProcessUse after = ProcessUse.of(server.pid());
            double perSecond = (double) (after.cpuMillis() - before.cpuMillis()) / Math.max(1, quiet.toSeconds());
            return new Figures(atFirst, millis, after, perSecond);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private List<String> command() throws IOException {
        return List.of(
                image.resolve("lib/launch").toString(),
                "org.corelink.host.Main",
                "--serve",
                "--port",
                Integer.toString(port),
                "--gossip-port",
                Integer.toString(FreePorts.https()),
                "--interface",
                "lo",
                "--data",
                data.toString());
    }

    private void awaitAnswer(Process server) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Path ca = data.resolve("ca").resolve("ca.crt");
        while (!(Files.exists(ca) && isAnswered(ca))) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the console does not answer; its words are beside " + data);
            }
            Thread.sleep(POLL);
        }
    }

    private boolean isAnswered(Path ca) throws IOException, GeneralSecurityException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(CaTrust.in(ca)).build()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }
}
