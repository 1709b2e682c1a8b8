package org.corelink.node.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real chronyd, ntpd and systemd-timesyncd, each on a host of its own, none of which can set the clock. Needs root. */
@Timeout(90)
class TimeServiceIT {
    /** Less than the 400 ms from which on timesyncd would set the clock at once. */
    private static final int AHEAD_MILLIS = 300;

    private static final double AHEAD = 0.3;

    /** Less than the 128 ms from which on ntpd would. */
    private static final int LITTLE_AHEAD_MILLIS = 100;

    private static final double LITTLE_AHEAD = 0.1;

    /** Half of the time of travel may be an error, and a busy machine lets answers wait. */
    private static final Offset<Double> ABOUT = within(0.06);

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void chronydsDriftIsWhatChronycCallsSystemTimeAndEndsWithIt() throws Exception {
        try (ClockHost host = new ClockHost(AHEAD_MILLIS, folder)) {
            Process chronyd = chronyd(host, "server " + ClockHost.SERVER + " iburst", "port 0");
            ClockReading reading = await(host, read -> read.driftSeconds() != null);
            assertThat(reading.source()).isEqualTo("chrony");
            assertThat(reading.driftSeconds()).isCloseTo(-AHEAD, ABOUT);
            assertThat(host.run(ClockHost.program("chronyc"), "-h", "127.0.0.1", "tracking"))
                    .contains("seconds slow of NTP time");
            assertThat(host.kernelClock()).as("chronyd -x leaves the clock alone").doesNotExist();
            ClockHost.end(chronyd);
            assertThat(host.read().source()).startsWith("kernel");
        }
    }

    @Test
    void chronydWithoutServersDoesNotKnow() throws Exception {
        try (ClockHost host = new ClockHost(0, folder)) {
            chronyd(host, "local stratum 5", "port 0");
            assertThat(await(host, read -> read.source().startsWith("chrony")))
                    .isEqualTo(new ClockReading(null, "chrony: not synchronised"));
        }
    }

    @Test
    void aConfiguredServerThatIsAChronydIsAskedInsteadOfIt() throws Exception {
        try (ClockHost host = new ClockHost(AHEAD_MILLIS, folder)) {
            chronyd(host, "local stratum 5", "allow all", "bindaddress " + ClockHost.ADDRESS);
            await(host, read -> read.source().startsWith("chrony"));
            ClockReading reading = host.read(ClockHost.ADDRESS);
            assertThat(reading.source()).isEqualTo("NTP server " + ClockHost.ADDRESS);
            // Its clock is this one.
            assertThat(reading.driftSeconds()).isCloseTo(0.0, ABOUT);
            assertThat(host.read(ClockHost.SERVER).driftSeconds()).isCloseTo(-AHEAD, ABOUT);
        }
    }

    @Test
    void ntpdsDriftIsWhatItsServersClockIsAhead() throws Exception {
        try (ClockHost host = new ClockHost(LITTLE_AHEAD_MILLIS, folder)) {
            ntpd(host, "server " + ClockHost.SERVER + " iburst minpoll 3 maxpoll 3");
            assertThat(await(host, read -> read.source().startsWith("ntpd")))
                    .as("before it has heard its server")
                    .isEqualTo(new ClockReading(null, "ntpd: not synchronised"));
            ClockReading reading = await(host, read -> read.driftSeconds() != null);
            assertThat(reading.source()).isEqualTo("ntpd");
            assertThat(reading.driftSeconds()).isCloseTo(-LITTLE_AHEAD, ABOUT);
        }
    }

    /** Timesyncd has no port to ask; it lets the kernel steer, which tells what is left to correct. */
    @Test
    void timesyncdsDriftIsWhatTheKernelHasStillToCorrect() throws Exception {
        try (ClockHost host = new ClockHost(AHEAD_MILLIS, folder)) {
            timesyncd(host);
            ClockReading reading = awaitKernel(host);
            assertThat(reading.source()).isEqualTo("kernel");
            assertThat(reading.driftSeconds()).isCloseTo(-AHEAD, ABOUT);
        }
    }

    private Process chronyd(ClockHost host, String... settings) throws IOException {
        Path config = Files.writeString(
                folder.resolve("chrony.conf"),
                String.join("\n", settings) + "\nbindcmdaddress 127.0.0.1\nbindcmdaddress /\npidfile "
                        + folder.resolve("pid") + "\n");
        return host.start(ClockHost.program("chronyd"), "-x", "-d", "-u", "root", "-f", config.toString());
    }

    private void ntpd(ClockHost host, String settings) throws IOException {
        Path config = Files.writeString(
                folder.resolve("ntp.conf"),
                """
                interface ignore wildcard
                interface listen 127.0.0.1
                interface listen %s
                restrict 127.0.0.1
                restrict %s
                %s
                """
                        .formatted(ClockHost.ADDRESS, ClockHost.SERVER, settings));
        host.start(ClockHost.program("ntpd"), "-n", "-c", config.toString(), "-p", folder.resolve("pid") + "");
    }

    /** In folders of its own, in place of those of the system, and as nobody: as root it would look for its own account. */
    private static void timesyncd(ClockHost host) throws IOException {
        host.start(
                "unshare",
                "--mount",
                "sh",
                "-euc",
                """
                mount -t tmpfs own /run
                mount -t tmpfs own /var/lib
                mkdir -p /run/systemd/timesyncd.conf.d /run/systemd/timesync /var/lib/systemd/timesync
                printf '[Time]\\nNTP=%s\\nFallbackNTP=\\n' "$1" >/run/systemd/timesyncd.conf.d/own.conf
                chown 65534 /run/systemd/timesync /var/lib/systemd/timesync
                exec setpriv --reuid 65534 --clear-groups "$2"
                """,
                "timesyncd",
                ClockHost.SERVER,
                ClockHost.program("systemd-timesyncd"));
    }

    private static ClockReading await(ClockHost host, Predicate<ClockReading> expected) throws Exception {
        return await(host, host::read, expected);
    }

    private static ClockReading awaitKernel(ClockHost host) throws Exception {
        return await(host, () -> kernelsReading(host.kernelClock()), reading -> reading.driftSeconds() != null);
    }

    private static ClockReading kernelsReading(Path kernelClock) throws IOException {
        if (!Files.exists(kernelClock)) {
            return ClockReading.NONE;
        }
        ByteBuffer timex = ByteBuffer.wrap(Files.readAllBytes(kernelClock));
        return KernelClock.read(0, timex.order(ByteOrder.nativeOrder()));
    }

    private static ClockReading await(ClockHost host, Callable<ClockReading> look, Predicate<ClockReading> expected)
            throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        ClockReading reading = look.call();
        while (!expected.test(reading)) {
            assertThat(System.nanoTime())
                    .as("%s after %s; the service says:%n%s", reading, SOON, host.log())
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
            reading = look.call();
        }
        return reading;
    }
}
