package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.corelink.host.ca.Authority;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.FileOwners;
import org.corelink.host.ca.HostNames;
import org.corelink.host.cli.LocalMachine;
import org.corelink.host.cli.NodeOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that runs takes a new certificate for new connections, and keeps those that are open. */
class RenewalIT {

    /** Four looks of the agent. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void oneThatWasAskedForIsTakenWithoutARestart() throws Exception {
        int port = FreePorts.https();
        serve(port);
        try (OpenConnection open = connect(port)) {
            X509Certificate before = open.certificate();
            Process renewal = started(AssembledImage.command("--regen-cert"));
            var _ = renewal.inputReader().lines().toList();
            assertThat(renewal.waitFor()).isZero();
            awaitBeside(open, () -> connect(port), shown -> !shown.equals(before));
        }
    }

    @Test
    void oneThatIsDueIsRenewedByItself() throws Exception {
        CertificateStore twoMonthsAgo = new CertificateStore(
                data,
                new Authority(new SecureRandom()),
                InstantSource.fixed(Instant.now().minus(Duration.ofDays(61))),
                FileOwners.OF_PROCESS);
        HostNames names = new LocalMachine().names(new NodeOptions(data, null, null));
        // The CA is from then too; the start makes another certificate, which has all its life before it.
        twoMonthsAgo.ensure(names);
        int port = FreePorts.https();
        Process server = serve(port);
        try (OpenConnection open = connect(port)) {
            X509Certificate before = open.certificate();
            twoMonthsAgo.reissue(names);
            awaitBeside(
                    open,
                    () -> connect(port),
                    shown -> !shown.equals(before)
                            && shown.getNotBefore()
                                    .toInstant()
                                    .isAfter(Instant.now().minus(Duration.ofDays(1))));
            assertThat(readUntil(server, "new certificate for this node"))
                    .endsWith("Z)\n")
                    .contains("the old one ends at");
        }
    }

    @Test
    void oneForANewAddressIsMadeByItself() throws Exception {
        try (LanOfMachines lan = new LanOfMachines();
                ServedMachine one = new ServedMachine("one", lan.add("one", 1), data)) {
            one.serve();
            try (OpenConnection open = one.connect(one.address())) {
                X509Certificate before = open.certificate();
                String other = lan.addAddress("one", 2);
                awaitBeside(open, () -> one.connect(other), shown -> !shown.equals(before));
                assertThat(one.log()).contains("new certificate for this node (new for this machine: " + other + ")");
            }
        }
    }

    /** Looks again and again, by new connections, while an older one goes on to be answered. */
    private static void awaitBeside(
            OpenConnection open, Callable<OpenConnection> newer, Predicate<X509Certificate> awaited) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!isShown(newer, awaited)) {
            assertThat(System.nanoTime()).as("time is over").isLessThan(deadline);
            assertThat(open.status()).as("the connection from before").isEqualTo("HTTP/1.1 200 ");
            // Of one connection Tomcat answers a hundred requests.
            TimeUnit.SECONDS.sleep(1);
        }
        assertThat(open.status()).as("the connection from before").isEqualTo("HTTP/1.1 200 ");
    }

    private static boolean isShown(Callable<OpenConnection> newer, Predicate<X509Certificate> awaited)
            throws Exception {
        try (OpenConnection connection = newer.call()) {
            return awaited.test(connection.certificate()) && connection.status().equals("HTTP/1.1 200 ");
        } catch (IOException e) {
            // Not under this address yet.
            return false;
        }
    }

    private OpenConnection connect(int port) throws Exception {
        return new OpenConnection(data.resolve("ca/ca.crt"), "localhost", port);
    }

    /** Done when it answers. */
    private Process serve(int port) throws IOException {
        Process server = started(AssembledImage.serve(AssembledImage.FOLDER, port));
        readUntil(server, "Ctrl-C");
        return server;
    }

    private Process started(List<String> command) throws IOException {
        command.addAll(List.of("--data", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    /** What it has printed up to the line that has these words. */
    private static String readUntil(Process process, String words) throws IOException {
        BufferedReader reader = process.inputReader();
        StringBuilder text = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            text.append(line).append('\n');
            if (line.contains(words)) {
                return text.toString();
            }
        }
        throw new AssertionError("it ended before \"" + words + "\":\n" + text);
    }
}
