package org.corelink.node.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corelink.server.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real chronyd that must not touch the clock (its option {@code -x}), on ports of its own. Needs root, and the Debian
 * package chrony; without that it is skipped.
 */
@Timeout(60)
class ChronyIT {
    private static final Optional<Path> CHRONYD = program("chronyd");

    @TempDir
    Path folder;

    @Test
    void driftIsWhatChronycCallsSystemTime() throws Exception {
        assumeTrue(CHRONYD.isPresent(), "chrony is not installed");
        int control;
        try (UdpResponder free = new UdpResponder(_ -> List.of())) {
            control = free.port();
        }
        // A server whose time is 300 ms ahead of this machine's.
        try (UdpResponder server = new UdpResponder(question -> List.of(ahead(300, question)))) {
            Process chronyd = start(control, "server 127.0.0.1 port " + server.port() + " iburst");
            try {
                ClockReading reading = awaitDrift(control);
                assertThat(reading.source()).isEqualTo("chrony");
                assertThat(reading.driftSeconds()).isCloseTo(-0.3, within(0.05));
                assertThat(tracking(control)).contains("seconds slow of NTP time");
            } finally {
                end(chronyd);
            }
        }
    }

    @Test
    void chronydWithoutServersDoesNotKnow() throws Exception {
        assumeTrue(CHRONYD.isPresent(), "chrony is not installed");
        int control;
        try (UdpResponder free = new UdpResponder(_ -> List.of())) {
            control = free.port();
        }
        Process chronyd = start(control, "local stratum 5");
        try {
            assertThat(awaitReading(control)).isEqualTo(new ClockReading(null, "chrony: not synchronised"));
        } finally {
            end(chronyd);
        }
    }

    private Process start(int control, String source) throws IOException {
        Path config = Files.writeString(
                folder.resolve("chrony.conf"),
                String.join(
                        "\n",
                        source,
                        "port 0",
                        "cmdport " + control,
                        "bindcmdaddress 127.0.0.1",
                        "bindcmdaddress /",
                        "pidfile " + folder.resolve("pid"),
                        ""));
        return new ProcessBuilder(CHRONYD.orElseThrow().toString(), "-x", "-d", "-u", "root", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static void end(Process chronyd) throws InterruptedException {
        chronyd.destroy();
        assertThat(chronyd.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static ClockReading awaitReading(int control) throws InterruptedException {
        Optional<ClockReading> reading = Optional.empty();
        while (reading.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
            reading = new ChronyClient(control).read();
        }
        return reading.get();
    }

    private static ClockReading awaitDrift(int control) throws InterruptedException {
        ClockReading reading = awaitReading(control);
        while (reading.driftSeconds() == null) {
            TimeUnit.MILLISECONDS.sleep(50);
            reading = awaitReading(control);
        }
        return reading;
    }

    private static String tracking(int control) throws IOException {
        return Shell.run(
                program("chronyc").orElseThrow().toString(), "-h", "127.0.0.1", "-p", control + "", "tracking");
    }

    private static byte[] ahead(int millis, byte[] question) {
        NtpReply reply = new NtpReply();
        reply.rootDispersion = 0.001;
        reply.received = Instant.now().plusMillis(millis);
        reply.transmitted = reply.received;
        return reply.bytes(ByteBuffer.wrap(question).getLong(40));
    }

    private static Optional<Path> program(String name) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/usr/bin").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
