package org.corelink.host.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.corelink.gossip.Keyring;
import org.corelink.host.ca.Authority;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.Membership;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.SigningRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has joined, the one with the CA, and others, over real sockets. */
class ReenrolmentIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<RenewalServer> servers = new ArrayList<>();
    private TwoMachines machines;
    private Membership beta;
    private RenewalServer server;

    @BeforeEach
    void letBetaIn() throws Exception {
        machines = new TwoMachines(folder.resolve("store"));
        beta = machines.letIn();
        server = serve(machines.store, TwoMachines.identity(machines.store), TwoMachines.NOW);
    }

    @AfterEach
    void end() {
        servers.forEach(RenewalServer::close);
    }

    @Test
    void machineGetsAnotherCertificateForANewKeyAndGoesOnByIt() throws Exception {
        KeyPair keys = new Authority(new SecureRandom()).newKeys();
        KeyedCertificate renewed = client(beta, TwoMachines.NOW).renew(TwoMachines.BETA, keys);
        assertThat(renewed.key()).isEqualTo(keys.getPrivate());
        assertThat(renewed.certificate()).isNotEqualTo(beta.pair().certificate());
        assertThat(renewed.certificate().getSubjectX500Principal())
                .isEqualTo(beta.pair().certificate().getSubjectX500Principal());
        Membership after = new Membership("alpha", Optional.empty(), renewed);
        assertThat(client(after, TwoMachines.NOW).keys()).isEqualTo(machines.sealing.keyring());
        assertThat(refusals).isEmpty();
    }

    @Test
    void keysThatAreRotatedAreDelivered() throws Exception {
        assertThat(client(beta, TwoMachines.NOW).keys()).isEqualTo(machines.sealing.keyring());
        Keyring rotated = machines.store.groupKeys(TwoMachines.ALPHA).rotate();
        assertThat(client(beta, TwoMachines.NOW).keys()).isEqualTo(rotated);
    }

    @Test
    void machineThatIsPutOutIsRefusedInWordsOnBothEnds() throws Exception {
        assertThat(client(beta, TwoMachines.NOW).keys()).isNotNull();
        machines.members.putOut("beta");
        refused(beta, TwoMachines.NOW, "alpha gives this machine nothing new", "beta is not on the register");
        assertThat(refusals).singleElement().asString().contains("beta is not on the register");
    }

    @Test
    void certificateOfAnotherCaWithTheSameNamesIsRefused() throws Exception {
        TwoMachines others = new TwoMachines(folder.resolve("others"));
        Membership stranger = others.letIn();
        try (SSLSocket socket = connect(stranger.pair())) {
            Tls.send(socket, new RenewalRequest(TwoMachines.NOW, Optional.empty()).encode());
            assertThat(new String(Tls.receive(socket), StandardCharsets.UTF_8)).contains("not of this CA");
        }
        assertThat(refusals).singleElement().asString().contains("not of this CA");
        assertThat(client(beta, TwoMachines.NOW).keys()).isNotNull();
    }

    @Test
    void certificateThatHasEndedIsRefusedAndOneThatEndsTomorrowIsNot() throws Exception {
        Instant end = beta.pair().certificate().getNotAfter().toInstant();
        for (Instant now : List.of(end.minus(Duration.ofDays(1)), end.plus(Duration.ofDays(1)))) {
            CertificateStore later = TwoMachines.store(folder.resolve("store"), now);
            later.ensure(TwoMachines.ALPHA);
            server = serve(later, TwoMachines.identity(later), now);
            if (now.isBefore(end)) {
                assertThat(client(beta, now).renew(TwoMachines.BETA, machines.keys))
                        .isNotNull();
            } else {
                refused(beta, now, "ended at " + end, "corelink --invite");
            }
        }
    }

    @Test
    void namesOfOthersAreRefusedInWordsAndItsOwnAreGiven() throws Exception {
        assertThat(said(new NodeProfile("gamma", List.of("gamma.local"), List.of(TwoMachines.LOOPBACK))))
                .contains("that of beta, and not of gamma");
        assertThat(said(new NodeProfile("beta", List.of("alpha.local"), List.of(TwoMachines.LOOPBACK))))
                .contains("alpha.local is not one of beta");
        assertThat(said(new NodeProfile("beta", List.of("beta.local"), List.of(TwoMachines.LOOPBACK))))
                .contains("BEGIN CERTIFICATE");
    }

    @Test
    void memberInThePlaceOfTheMachineWithTheCaIsNotBelieved() throws Exception {
        RenewalServer.Identity posing = new RenewalServer.Identity(
                beta.pair(), TwoMachines.identity(machines.store).rules());
        server = serve(machines.store, posing, TwoMachines.NOW);
        refused(beta, TwoMachines.NOW, "is not alpha", "its certificate is that of beta", "--ca-server");
    }

    @Test
    void whoShowsNoCertificateIsNotHeardAndTheOthersAre() throws Exception {
        try (SSLSocket stranger = (SSLSocket)
                Tls.context(null, trust()).getSocketFactory().createSocket(TwoMachines.LOOPBACK, server.port())) {
            stranger.setSoTimeout((int) LONG.toMillis());
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                Tls.shake(stranger);
                Tls.send(stranger, new RenewalRequest(TwoMachines.NOW, Optional.empty()).encode());
                Tls.receive(stranger);
            });
        }
        assertThat(client(beta, TwoMachines.NOW).keys()).isNotNull();
    }

    @Test
    void machineWithTheCaThatIsAwayIsSaidAsSuch() throws Exception {
        int port = server.port();
        server.close();
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> clientAt(port, beta, TwoMachines.NOW).keys())
                .satisfies(e -> assertThat(e.isNobodyThere()).isTrue())
                .withMessageContainingAll("alpha", "does not answer", "corelink --agent", "stay as they are");
    }

    @Test
    void newCertificateOfTheMachineWithTheCaIsShownFromThenOn() throws Exception {
        X509Certificate before = shown();
        assertThat(shown()).isEqualTo(before);
        machines.store.reissue(TwoMachines.ALPHA);
        server.update(TwoMachines.identity(machines.store));
        assertThat(shown()).isNotEqualTo(before);
        assertThat(client(beta, TwoMachines.NOW).keys()).isNotNull();
    }

    @Test
    void addressThatHoldsAllItsConnectionsIsNotHeardAndAnotherIs() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < RenewalServer.LIMITS.one(); i++) {
            silent.add(new Socket(TwoMachines.LOOPBACK, server.port()));
        }
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> client(beta, TwoMachines.NOW).greet());
        try (Socket other = new Socket(TwoMachines.LOOPBACK, server.port(), InetAddress.ofLiteral("127.0.0.2"), 0)) {
            SSLSocket tls = (SSLSocket) Tls.context(beta.pair(), trust())
                    .getSocketFactory()
                    .createSocket(other, "127.0.0.1", server.port(), true);
            Tls.shake(tls);
            assertThat(tls.getSession().isValid()).isTrue();
        }
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void takenPortIsSaidWithTheOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatExceptionOfType(JoinException.class)
                    .isThrownBy(() -> RenewalServer.open(
                            taken.getLocalPort(),
                            TwoMachines.identity(machines.store),
                            TwoMachines.ca(machines.store),
                            InstantSource.fixed(TwoMachines.NOW),
                            new Events()))
                    .withMessageContainingAll("is taken", "--ca-port");
        }
    }

    private X509Certificate shown() throws Exception {
        try (SSLSocket socket = connect()) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** What beta is answered that asks for such a certificate. */
    private String said(NodeProfile wanted) throws Exception {
        try (SSLSocket socket = connect()) {
            Bytes request = Bytes.of(SigningRequest.encode(wanted, machines.keys));
            Tls.send(socket, new RenewalRequest(TwoMachines.NOW, Optional.of(request)).encode());
            return new String(Tls.receive(socket), StandardCharsets.UTF_8);
        }
    }

    private SSLSocket connect() throws IOException {
        return connect(beta.pair());
    }

    private SSLSocket connect(KeyedCertificate by) throws IOException {
        SSLSocket socket = (SSLSocket)
                Tls.context(by, trust()).getSocketFactory().createSocket(TwoMachines.LOOPBACK, server.port());
        socket.setSoTimeout((int) LONG.toMillis());
        Tls.shake(socket);
        return socket;
    }

    private IssuerTrust trust() {
        return new IssuerTrust(beta.ca(), "alpha", InstantSource.fixed(TwoMachines.NOW));
    }

    private void refused(Membership by, Instant now, String... words) {
        assertThatExceptionOfType(JoinException.class)
                .isThrownBy(() -> client(by, now).keys())
                .withMessageContainingAll(words);
    }

    private RenewalClient client(Membership by, Instant now) {
        return clientAt(server.port(), by, now);
    }

    private static RenewalClient clientAt(int port, Membership by, Instant now) {
        return new RenewalClient(new Endpoint("127.0.0.1", port), by, InstantSource.fixed(now));
    }

    private RenewalServer serve(CertificateStore store, RenewalServer.Identity identity, Instant now)
            throws JoinException {
        RenewalServer opened =
                RenewalServer.open(0, identity, TwoMachines.ca(store), InstantSource.fixed(now), new Events());
        servers.add(opened);
        return opened;
    }

    private final class Events implements RenewalServer.Events {
        @Override
        public void onRefusal(String address, String why) {
            refusals.add(why);
        }

        @Override
        public void onEnd(Exception why) {
            refusals.add("it ended: " + why);
        }
    }
}
