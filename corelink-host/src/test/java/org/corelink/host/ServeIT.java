package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corelink.server.CaTrust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code corelink --serve} from the assembled image, as a user starts and ends it. */
class ServeIT {
    @TempDir
    private Path data;

    @Test
    void consoleIsServedUnderACertificateOfTheOwnAuthorityAndEndsWithZeroWhenAsked() throws Exception {
        int port = FreePorts.https();
        Process first = serve(port);
        String welcome = readUntil(first, "Ctrl-C");
        assertThat(welcome).contains("https://localhost:" + port + "/", "CA SHA-256", "(new)");
        assertThat(welcome).doesNotContain("cache");
        assertThat(get(port).statusCode()).isEqualTo(200);
        assertThat(end(first)).isZero();

        Process second = serve(port);
        assertThat(readUntil(second, "Ctrl-C"))
                .contains(fingerprint(welcome))
                .doesNotContain("(new)", "New certificate");
        assertThat(end(second)).isZero();
    }

    @Test
    void takenPortIsSaidWithItsOwnerAndExitsWithOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Process server = serve(taken.getLocalPort());
            String words = readUntil(server, null);
            assertThat(server.waitFor()).isEqualTo(1);
            assertThat(words)
                    .contains("Port " + taken.getLocalPort() + " is taken by process "
                            + ProcessHandle.current().pid())
                    .contains("--port");
        }
    }

    @Test
    void ordinaryUserIsToldWhatToDoAboutPort443() throws Exception {
        Path image = copyForEverybody();
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.addAll(AssembledImage.command(image, "--serve", "--data", "/nowhere"));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = readUntil(server, null);
        assertThat(words).contains("443", "sudo", "--port 8443");
        assertThat(server.waitFor()).isEqualTo(3);
    }

    /** The files of this copy are of another time. */
    @Test
    void cacheOfClassesThatDoesNotFitIsSaidInOneLineAndTheConsoleStarts() throws Exception {
        Process server = serve(copyForEverybody(), FreePorts.https());
        assertThat(readUntil(server, "Ctrl-C").lines().filter(line -> line.contains("cache")))
                .singleElement()
                .asString()
                .contains("does not fit", "build CoreLink again");
        assertThat(end(server)).isZero();
    }

    private Path copyForEverybody() throws IOException, InterruptedException {
        Path copy = data.resolve("image");
        assertThat(new ProcessBuilder("cp", "-r", AssembledImage.FOLDER.toString(), copy.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(new ProcessBuilder("chmod", "-R", "a+rX", data.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        return copy;
    }

    private Process serve(int port) throws IOException {
        return serve(AssembledImage.FOLDER, port);
    }

    private Process serve(Path image, int port) throws IOException {
        List<String> command = AssembledImage.serve(image, port);
        command.addAll(List.of("--data", data.resolve("state").toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What it prints up to the line that holds {@code last}; up to its end if that is null. */
    private static String readUntil(Process process, @org.jspecify.annotations.Nullable String last)
            throws IOException {
        StringBuilder text = new StringBuilder();
        BufferedReader reader = process.inputReader();
        String line = reader.readLine();
        while (line != null) {
            text.append(line).append('\n');
            if (last != null && line.contains(last)) {
                return text.toString();
            }
            line = reader.readLine();
        }
        assertThat(last).as("ended early:\n%s", text).isNull();
        return text.toString();
    }

    private static String fingerprint(String welcome) {
        return welcome.lines()
                .filter(line -> line.startsWith("CA SHA-256"))
                .findFirst()
                .orElseThrow();
    }

    private static int end(Process server) throws InterruptedException {
        long start = System.nanoTime();
        server.destroy();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        return server.exitValue();
    }

    /** Trusts nothing but the CA that the server made. */
    private HttpResponse<String> get(int port) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(CaTrust.in(data.resolve("state/ca/ca.crt")))
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
