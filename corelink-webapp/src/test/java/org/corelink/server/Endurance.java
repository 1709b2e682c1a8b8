package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A console as a process, to do harm to, and what must hold afterwards. */
abstract class Endurance {
    static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));
    static final Duration RECOVERY = Duration.ofSeconds(30);

    /** Idle connections of a client that keeps some open, and what the JVM opens in passing. */
    private static final int SLACK = 12;

    /** Sessions and pages of the test itself, and what serves connections to come. */
    private static final long SLACK_BYTES = 12L * 1024 * 1024;

    static TestAccount account;

    @TempDir
    Path folder;

    ServerProcess server;

    private int port;

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-faults");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    void start(String... prefix) throws Exception {
        server = ServerProcess.start(List.of(prefix), WAR, settings());
    }

    ServerProcess launch(String... prefix) throws IOException {
        return ServerProcess.launch(List.of(prefix), WAR, settings());
    }

    /** The same port from now on, so that a cookie of before is sent to the server that comes after. */
    void settlePort() throws Exception {
        port = server.port();
    }

    Map<String, String> settings() throws IOException {
        Map<String, String> port = Map.of("CORELINK_PORT", Integer.toString(this.port));
        return TestConsole.environment(folder, TestConsole.installFakeNvidiaSmi(folder), port);
    }

    static boolean isIn(ConsoleClient client) throws IOException, InterruptedException {
        return client.get("live/snapshot").statusCode() == 200;
    }

    ConsoleClient signedIn() throws Exception {
        ConsoleClient client = client();
        client.signIn(account.name(), account.password());
        assertThat(isIn(client)).isTrue();
        return client;
    }

    ConsoleClient client() throws Exception {
        return new ConsoleClient(URI.create("https://localhost:" + server.port() + "/"));
    }

    /** Somebody signs in and sees this machine. */
    void requireService() throws Exception {
        try (ConsoleClient client = client()) {
            assertThat(client.signIn(account.name(), account.password()).body()).contains("console-under-test");
            assertThat(client.get("healthz").statusCode()).isEqualTo(200);
        }
    }

    void awaitService() {
        Awaitility.await().atMost(RECOVERY).ignoreExceptions().untilAsserted(this::requireService);
    }

    /**
     * What the process holds.
     *
     * @param files open
     * @param threads platform threads
     * @param bytes of objects that are in use
     */
    record Holdings(long files, long threads, long bytes) {
        static Holdings of(ServerProcess server) throws IOException {
            return new Holdings(count(server, "fd"), count(server, "task"), heap(server));
        }

        private static long count(ServerProcess server, String folder) throws IOException {
            try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(server.pid()), folder))) {
                return entries.count();
            }
        }

        /** After a collection of garbage, which this asks for. */
        private static long heap(ServerProcess server) throws IOException {
            String jcmd =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            String objects = Shell.run(jcmd, Long.toString(server.pid()), "GC.class_histogram");
            Matcher total = Pattern.compile("Total +\\d+ +(\\d+)").matcher(objects);
            assertThat(total.find()).as(objects).isTrue();
            return Long.parseLong(total.group(1));
        }
    }

    void awaitBaseLine(Holdings before) {
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(RECOVERY.multipliedBy(3))
                .untilAsserted(() -> {
                    Holdings now = Holdings.of(server);
                    assertThat(now.files()).as("open files").isLessThanOrEqualTo(before.files() + SLACK);
                    assertThat(now.threads()).as("threads").isLessThanOrEqualTo(before.threads() + SLACK);
                    assertThat(now.bytes()).as("bytes").isLessThanOrEqualTo(before.bytes() + SLACK_BYTES);
                });
    }

    void requireNothingUnexpected() {
        requireNothingUnexpectedBut("nothing");
    }

    /** @param expected stands in the lines that may be there */
    void requireNothingUnexpectedBut(String expected) {
        assertThat(server.log().lines().filter(line -> !line.contains(expected)))
                .noneMatch(line -> line.contains("\tat ") || line.contains("SEVERE") || line.contains("OutOfMemory"));
    }
}
