package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.corelink.server.attack.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The wall clock of a running console is set, by a library that is loaded into its process and leaves the monotonic clock and this
 * machine's alone. Needs gcc.
 */
@Tag("slow")
class ClockFaultsIT extends Endurance {
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    /** Seconds from the true time, one after the other. */
    private static final List<Long> STEPS = List.of(HOUR, -HOUR, 24 * HOUR, -24 * HOUR, 9 * HOUR, 0L);

    /** Lines of the log for each step: what notices it may say so. */
    private static final int WORDS = 20;

    /** Written in place: the process has it mapped. */
    private void step(long seconds) throws IOException {
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(seconds)
                .array();
        Files.write(offset(), number, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private Path offset() {
        return folder.resolve("offset");
    }

    private Path library() throws IOException {
        Path source = folder.resolve("wall-clock.c");
        try (var in = Objects.requireNonNull(ClockFaultsIT.class.getResourceAsStream("/fake/wall-clock.c"))) {
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path library = folder.resolve("wall-clock.so");
        Shell.run("gcc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString());
        return library;
    }

    @Override
    Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>(super.settings());
        settings.put("LD_PRELOAD", library().toString());
        settings.put("WALL_CLOCK", offset().toString());
        return settings;
    }

    @Test
    void wallClockThatIsSetEndsNoSessionAndPushAndTlsGoOn() throws Exception {
        step(0);
        start();
        requireService();
        Holdings before = Holdings.of(server);
        Target elsewhere = Target.signedIn(server.port(), account.name(), account.password());
        try (ConsoleClient person = signedIn()) {
            for (long step : STEPS) {
                long words = server.log().lines().count();
                try (LiveSocket socket = LiveSocket.open(person)) {
                    socket.next();
                    step(step);
                    assertThat(Duration.between(Instant.now(), dateOf(person)))
                            .as("the console has the other clock")
                            .isCloseTo(Duration.ofSeconds(step), Duration.ofMinutes(1));
                    assertThat(isIn(person)).as("the session after %s s", step).isTrue();
                    assertThat(elsewhere.get("/live/snapshot").status())
                            .as("one that did not go where the sign-in led")
                            .isEqualTo(200);
                    requirePush(person);
                }
                requireService();
                assertThat(server.log().lines().count() - words)
                        .as("words after %s s", step)
                        .isLessThan(WORDS);
            }
        }
        assertThat(server.log()).doesNotContain("TLS goes on with");
        awaitBaseLine(before);
        requireNothingUnexpected();
    }

    /** A clock that is set forward may cut channels once, as idle; their pages open them again, as this does. */
    private static void requirePush(ConsoleClient person) throws Exception {
        try (LiveSocket again = LiveSocket.open(person)) {
            for (int messages = 0; messages < 3; messages++) {
                again.next();
            }
        }
    }

    /** What the server takes for the present. */
    private static Instant dateOf(ConsoleClient client) throws Exception {
        String date = client.get("healthz").headers().firstValue("Date").orElseThrow();
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    }

    /** Also what was kept by a clock that is wrong. */
    @Test
    void restartAfterTheClockWasSetGoesOnWithTheSameSessions() throws Exception {
        step(0);
        start();
        settlePort();
        try (ConsoleClient person = signedIn()) {
            for (long step : List.of(24 * HOUR, -24 * HOUR)) {
                server.terminate();
                step(step);
                start();
                awaitService();
                assertThat(isIn(person)).as("after %s s", step).isTrue();
            }
        }
        requireNothingUnexpected();
    }
}
