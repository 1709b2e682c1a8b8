package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.corelink.push.LiveHead;
import org.corelink.server.attack.RawHttp;
import org.corelink.server.attack.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Faults of the machine and of clients that must be harmless to the running console. After each it answers by itself within 30 s,
 * has logged nothing unexpected, and holds no more files and threads than before.
 */
class FaultsIT extends Endurance {
    @Test
    void damagedStateFilesAreSetAsideSaidAndReplaced() throws Exception {
        start();
        requireService();
        for (UnaryOperator<byte[]> damage : List.<UnaryOperator<byte[]>>of(FaultsIT::half, FaultsIT::zeroed)) {
            server.terminate();
            List<Path> files = stateFiles();
            assertThat(files).extracting(Path::getFileName).contains(Path.of("sessions"));
            for (Path file : files) {
                Files.write(file, damage.apply(Files.readAllBytes(file)));
            }
            start();
            awaitService();
            assertThat(server.log()).contains("sessions.bad").doesNotContain("\tat ");
        }
    }

    /** All that it keeps, but for the audit log, which it only adds to, and what was set aside. */
    private List<Path> stateFiles() throws IOException {
        try (Stream<Path> entries = Files.list(data())) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("audit.*|.*\\.bad.*"))
                    .toList();
        }
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    private static byte[] zeroed(byte[] content) {
        return new byte[content.length];
    }

    @Test
    void fullDiskIsSaidAndTheConsoleServesOn() throws Exception {
        mountSmallDisk();
        try {
            start();
            requireService();
            Path filler = fillDisk();
            requireService();
            assertThat(server.log()).contains("No space left on device");
            Files.delete(filler);
            requireService();
            requireNothingUnexpected();
            assertThat(Files.readString(data().resolve("audit.log"))).contains(account.name());
        } finally {
            unmountSmallDisk();
        }
    }

    @Test
    void diskThatCannotBeWrittenIsSaidAtTheStart() throws Exception {
        mountSmallDisk();
        try {
            Shell.run("mount", "-o", "remount,ro", data().toString());
            ServerProcess refused = launch();
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.log())
                    .contains(data().toString(), "Read-only file system")
                    .doesNotContain("\tat ");
        } finally {
            unmountSmallDisk();
        }
    }

    private void mountSmallDisk() throws IOException {
        Files.createDirectories(data());
        Shell.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", data().toString());
    }

    private void unmountSmallDisk() throws Exception {
        if (server != null) {
            server.close();
        }
        Shell.run("umount", data().toString());
    }

    private Path fillDisk() throws IOException {
        Path filler = data().resolve("filler");
        byte[] block = new byte[4_096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
        return filler;
    }

    @Test
    void connectionsThatBreakOffAtEveryStageLeaveNothingBehind() throws Exception {
        start();
        requireService();
        Holdings before = Holdings.of(server);
        for (int round = 0; round < 100; round++) {
            breakOffBeforeTls();
            breakOff("");
            breakOff("GET /cluster.xhtml HTTP/1.1\r\nHost: loc");
            breakOff("GET /assets/console.css HTTP/1.1\r\nHost: localhost\r\n\r\n");
            breakOff("POST /j_security_check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nj_user");
        }
        awaitService();
        awaitBaseLine(before);
        requireNothingUnexpected();
    }

    private void breakOffBeforeTls() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(22);
        }
    }

    private void breakOff(String request) throws Exception {
        try (SSLSocket socket = RawHttp.connect(server.port())) {
            socket.startHandshake();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }
    }

    @Test
    void slowClientsKeepNobodyWaiting() throws Exception {
        requireServiceBeside(100);
    }

    @Test
    @Tag("slow")
    void aThousandSlowClientsKeepNobodyWaiting() throws Exception {
        requireServiceBeside(1_000);
    }

    private void requireServiceBeside(int clients) throws Exception {
        start();
        requireService();
        Holdings before = Holdings.of(server);
        List<SSLSocket> slow = new ArrayList<>();
        try {
            for (int count = 0; count < clients; count++) {
                SSLSocket socket = RawHttp.connect(server.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /cluster.xhtml HTTP/1.1\r\nHost: l".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            requireService();
        } finally {
            for (SSLSocket socket : slow) {
                socket.close();
            }
        }
        awaitBaseLine(before);
        requireNothingUnexpected();
    }

    /** Each takes only what fits into a small buffer; one beside them misses no message. */
    @Test
    @Tag("slow")
    void aThousandPushChannelsThatAreNotReadHoldUpNobody() throws Exception {
        start();
        requireService();
        Holdings before = Holdings.of(server);
        Target person = Target.signedIn(server.port(), account.name(), account.password());
        String request = "GET /" + LiveSocket.query("sse", "0") + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
                + person.cookie() + "\r\n\r\n";
        List<SSLSocket> channels = new ArrayList<>();
        try (ConsoleClient reader = signedIn();
                LiveSocket live = LiveSocket.open(reader)) {
            for (int count = 0; count < 1_000; count++) {
                SSLSocket channel = RawHttp.connect(server.port(), RawHttp.SMALL_BUFFER);
                channels.add(channel);
                channel.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                channel.getOutputStream().flush();
            }
            LiveHead last = live.next();
            for (int messages = 0; messages < 12; messages++) {
                LiveHead next = live.next();
                assertThat(next.from()).isEqualTo(last.to());
                last = next;
            }
            requireService();
        } finally {
            for (SSLSocket channel : channels) {
                channel.close();
            }
        }
        awaitBaseLine(before);
        requireNothingUnexpected();
    }

    @Test
    void consoleWithoutFreeFilesServesAgainWhenThereAreSome() throws Exception {
        start("prlimit", "--nofile=400:400");
        requireService();
        List<Socket> held = new ArrayList<>();
        try {
            while (held.size() < 1_000 && connects(held)) {
                // Until it takes no more.
            }
            assertThat(held).hasSizeLessThan(1_000);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        awaitService();
        assertThat(server.fate()).isEqualTo("runs");
    }

    private boolean connects(List<Socket> held) throws IOException, InterruptedException {
        Socket socket = new Socket();
        held.add(socket);
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 500);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    @Tag("slow")
    void consoleThatWasStoppedForFifteenSecondsGoesOn() throws Exception {
        start();
        requireService();
        Holdings before = Holdings.of(server);
        Shell.run("kill", "-STOP", Long.toString(server.pid()));
        Shell.run("sleep", "15");
        Shell.run("kill", "-CONT", Long.toString(server.pid()));
        awaitService();
        awaitBaseLine(before);
        requireNothingUnexpected();
    }

    @Test
    @Tag("slow")
    void consoleThatHardlyGetsTheProcessorServesAndRecovers() throws Exception {
        start();
        requireService();
        Holdings before = Holdings.of(server);
        String pid = Long.toString(server.pid());
        Process starving = new ProcessBuilder(
                        "sh",
                        "-c",
                        "while :; do kill -STOP " + pid + "; sleep .18; kill -CONT " + pid + "; sleep .02; done")
                .start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(3)).ignoreExceptions().untilAsserted(this::requireService);
        } finally {
            starving.destroyForcibly().waitFor();
            Shell.run("kill", "-CONT", pid);
        }
        awaitService();
        awaitBaseLine(before);
        requireNothingUnexpected();
    }
}
