package org.corelink.host.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.SigningRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends over real sockets, and others between them. */
class JoinIT {
    private static final InstantSource CLOCK = InstantSource.fixed(TwoMachines.NOW);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private TwoMachines machines;
    private InviteServer server;

    @BeforeEach
    void invite() throws Exception {
        machines = new TwoMachines(folder.resolve("store"));
        server = InviteServer.open(
                0,
                machines.enrolment.identity(),
                machines.reception(machines.invitation(Duration.ofMinutes(10))),
                CLOCK,
                (address, why) -> refusals.add(why));
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void machineJoinsAndOpensslAgreesWithItsCertificate() throws Exception {
        JoinClient.Joined joined = join(server.port());
        assertThat(server.await(LONG)).contains("beta");
        assertThat(joined.keyring()).isEqualTo(machines.sealing.keyring());
        Path chain = Files.write(
                folder.resolve("node.crt"), IssuedChain.encode(joined.pair().chain()));
        Path ca = folder.resolve("store/ca/ca.crt");
        String time = Long.toString(TwoMachines.NOW.getEpochSecond());
        for (String purpose : List.of("sslserver", "sslclient")) {
            assertThat(openssl("verify", "-attime", time, "-purpose", purpose, "-CAfile", "" + ca, "" + chain))
                    .contains(": OK");
        }
        assertThat(openssl("x509", "-in", "" + chain, "-noout", "-text"))
                .contains(
                        "CN = beta",
                        "CA:FALSE",
                        "DNS:beta.local",
                        "IP Address:10.1.2.4",
                        "TLS Web Server Authentication, TLS Web Client Authentication",
                        "prime256v1");
    }

    @Test
    void hashThatIsWrongIsSaidWithNothingSent() throws Exception {
        CaHash wrong = CaHash.parse("sha256:" + "0".repeat(64)).orElseThrow();
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> new JoinClient(here(server.port()), wrong, CLOCK)
                        .join(machines.token, TwoMachines.BETA, machines.keys))
                .withMessageContainingAll(
                        "not who invited this machine", machines.caHash() + ", not " + wrong, "Nothing");
        assertThat(join(server.port()).inviter())
                .as("the invitation is still good")
                .isEqualTo("alpha");
        assertThat(refusals).isNotEmpty().noneMatch(why -> why.contains("token"));
    }

    @Test
    void strangerBetweenThemWhoseCaIsAnotherGetsNothing() throws Exception {
        KeyedCertificate stranger = new TwoMachines(folder.resolve("stranger")).enrolment.identity();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (ServerSocket between =
                Tls.context(stranger, null).getServerSocketFactory().createServerSocket(0)) {
            Future<Integer> heard = threads.submit(() -> {
                try (Socket victim = between.accept()) {
                    return victim.getInputStream().read();
                } catch (IOException e) {
                    return -1;
                }
            });
            refused(between.getLocalPort()).withMessageContaining("not who invited this machine");
            assertThat(heard.get()).isEqualTo(-1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Who has a certificate of the CA, as every member has, and the address, by whatever means. */
    @Test
    void memberBetweenThemCanNeitherPassARequestOnNorAnswerItself() throws Exception {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (ServerSocket between = Tls.context(machines.enrolment.identity(), null)
                .getServerSocketFactory()
                .createServerSocket(0)) {
            CompletableFuture<byte[]> passed = new CompletableFuture<>();
            threads.execute(() -> {
                try (SSLSocket victim = (SSLSocket) between.accept();
                        SSLSocket onward = connect()) {
                    byte[] request = Tls.receive(victim);
                    Tls.send(onward, request);
                    byte[] answer = Tls.receive(onward);
                    passed.complete(answer);
                    Tls.send(victim, answer);
                } catch (IOException e) {
                    passed.completeExceptionally(e);
                }
            });
            refused(between.getLocalPort()).withMessageContaining("The token is not that of this invitation");
            assertThat(new String(passed.get(), StandardCharsets.UTF_8)).contains("The token is not that");
        } finally {
            threads.shutdownNow();
        }
        assertThat(machines.members.names()).isEmpty();
    }

    @Test
    void ofAHundredMachinesAtOnceExactlyOneGetsIn() throws Exception {
        List<Callable<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(() -> {
                try {
                    join(server.port());
                    return true;
                } catch (JoinException e) {
                    return false;
                }
            });
        }
        long admitted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
            for (Future<Boolean> result : threads.invokeAll(crowd)) {
                admitted += result.get() ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(1);
        assertThat(refusals).anyMatch(why -> why.contains("was used already"));
    }

    @Test
    void wrongTokenIsRefusedInWordsOnBothEnds() {
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> new JoinClient(here(server.port()), machines.caHash(), CLOCK)
                        .join(JoinToken.random(new SecureRandom()), TwoMachines.BETA, machines.keys))
                .withMessageContaining("does not let this machine in. It says: The token is not that");
        assertThat(refusals).singleElement().asString().contains("The token is not that");
    }

    @Test
    void clockThatIsAnHourOffIsRefusedInWords() {
        InstantSource ahead = InstantSource.fixed(TwoMachines.NOW.plusSeconds(3_600));
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> new JoinClient(here(server.port()), machines.caHash(), ahead)
                        .join(machines.token, TwoMachines.BETA, machines.keys))
                .withMessageContainingAll("3600 s ahead of", "timedatectl");
        InstantSource behind = InstantSource.fixed(TwoMachines.NOW.minusSeconds(3_601));
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> new JoinClient(here(server.port()), machines.caHash(), behind)
                        .join(machines.token, TwoMachines.BETA, machines.keys))
                .withMessageContaining("Compare the clocks");
    }

    @Test
    void nobodyThereIsSaidAsSuch() throws Exception {
        int port = server.port();
        server.close();
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> join(port))
                .satisfies(e -> assertThat(e.isNobodyThere()).isTrue())
                .withMessageContainingAll("Nobody answers", "corelink --invite");
    }

    @Test
    void garbageAndTooLongMessagesAreRefusedAndTheInvitationStays() throws Exception {
        try (Socket plain = new Socket(TwoMachines.LOOPBACK, server.port())) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = plain.getInputStream();
            // A TLS alert, or nothing; and then the end.
            assertThat(in.readAllBytes()).hasSizeLessThan(100);
        }
        try (SSLSocket long1 = connect()) {
            long1.getOutputStream().write(new byte[] {0x7F, -1, -1, -1});
            assertThat(new String(Tls.receive(long1), StandardCharsets.UTF_8)).contains("more than");
        }
        try (SSLSocket noise = connect()) {
            Tls.send(noise, new byte[500]);
            assertThat(new String(Tls.receive(noise), StandardCharsets.UTF_8)).contains("The token is not");
        }
        assertThat(join(server.port()).inviter()).isEqualTo("alpha");
    }

    @Test
    void silentConnectionsEndAndKeepNobodyOut() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            silent.add(new Socket(TwoMachines.LOOPBACK, server.port()));
        }
        assertThat(join(server.port()).inviter()).isEqualTo("alpha");
        silent.getFirst().setSoTimeout((int) Tls.DEADLINE.plusSeconds(10).toMillis());
        assertThat(silent.getFirst().getInputStream().readAllBytes().length).isLessThan(100);
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void requestWithForeignNamesIsRefusedInWords() throws Exception {
        NodeProfile foreign = new NodeProfile("beta", List.of("gamma.local"), List.of(TwoMachines.LOOPBACK));
        try (SSLSocket socket = connect()) {
            byte[] binding = Tls.binding(socket).toArray();
            JoinRequest request =
                    new JoinRequest(TwoMachines.NOW, Bytes.of(SigningRequest.encode(foreign, machines.keys)));
            Tls.send(socket, request.encode(machines.token, binding));
            assertThat(new String(Tls.receive(socket), StandardCharsets.UTF_8))
                    .contains("gamma.local is not one of beta");
        }
    }

    @Test
    void waitingEndsWithItsTime() throws Exception {
        assertThat(server.await(Duration.ofMillis(10))).isEqualTo(Optional.empty());
    }

    @Test
    void takenPortIsSaidWithTheOption() {
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> InviteServer.open(
                        server.port(),
                        machines.enrolment.identity(),
                        machines.reception(machines.invitation(Duration.ofMinutes(1))),
                        CLOCK,
                        (_, _) -> {}))
                .withMessageContainingAll("is taken", "--invite-port");
    }

    private JoinClient.Joined join(int port) throws Exception {
        return new JoinClient(here(port), machines.caHash(), CLOCK)
                .join(machines.token, TwoMachines.BETA, machines.keys);
    }

    private ThrowableAssertAlternative<JoinException> refused(int port) {
        return assertThatExceptionOfType(JoinException.class).isThrownBy(() -> join(port));
    }

    /** A connection of whoever knows TLS, and no more. */
    private SSLSocket connect() throws IOException {
        try {
            SSLSocket socket = (SSLSocket) Tls.context(null, new PinnedTrust(machines.caHash(), CLOCK))
                    .getSocketFactory()
                    .createSocket(TwoMachines.LOOPBACK, server.port());
            socket.setSoTimeout((int) LONG.toMillis());
            Tls.shake(socket);
            return socket;
        } catch (org.corelink.host.ca.StoreException e) {
            throw new AssertionError(e);
        }
    }

    private static Endpoint here(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    private static String openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
