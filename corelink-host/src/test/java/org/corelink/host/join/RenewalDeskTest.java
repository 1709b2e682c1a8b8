package org.corelink.host.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.Membership;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.SigningRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine that has joined is given, with a clock of the test and without a connection. */
class RenewalDeskTest {
    private static final InetAddress FROM = InetAddress.ofLiteral("10.1.2.4");

    @TempDir
    private Path folder;

    private TwoMachines machines;
    private Membership beta;
    private RenewalServer.Identity alpha;
    private RenewalDesk desk;

    @BeforeEach
    void letBetaIn() throws Exception {
        machines = new TwoMachines(folder);
        beta = machines.letIn();
        alpha = TwoMachines.identity(machines.store);
        desk = new RenewalDesk(TwoMachines.ca(machines.store));
    }

    @Test
    void whoAsksForNothingElseGetsTheKeys() throws Exception {
        RenewalAnswer answer = RenewalAnswer.decode(ask(new RenewalRequest(TwoMachines.NOW, Optional.empty())));
        assertThat(answer.keyring()).isEqualTo(machines.sealing.keyring());
        assertThat(answer.chain()).isEmpty();
    }

    @Test
    void whoAsksForItsOwnNamesGetsACertificateToo() throws Exception {
        RenewalAnswer answer = RenewalAnswer.decode(ask(wanting(machines.profile())));
        assertThat(answer.keyring()).isEqualTo(machines.sealing.keyring());
        assertThat(answer.chain()).isPresent();
    }

    @Test
    void newAddressIsGivenAndThatOfTheMachineWithTheCaIsNot() throws Exception {
        InetAddress moved = InetAddress.ofLiteral("10.1.2.77");
        ask(wanting(new NodeProfile("beta", List.of("beta.local"), List.of(FROM, moved))));
        refused(
                wanting(new NodeProfile(
                        "beta", List.of("beta.local"), List.of(FROM, InetAddress.ofLiteral("10.1.2.3")))),
                "10.1.2.3 is that of the machine");
    }

    @Test
    void namesOfOthersAreRefused() throws Exception {
        refused(wanting(profile("gamma", "gamma.local", FROM)), "that of beta, and not of gamma");
        refused(wanting(profile("alpha", "alpha.local", FROM)), "that of beta, and not of alpha");
        refused(wanting(profile("beta", "gamma.local", FROM)), "gamma.local is not one of beta");
        refused(wanting(profile("beta", "beta.example.com", FROM)), "may not vouch for the name beta.example.com");
        refused(
                wanting(profile("beta", "beta.local", InetAddress.ofLiteral("8.8.8.8"))),
                "may not vouch for the address");
        refused(wanting(profile("beta", "beta.local", InetAddress.ofLiteral("10.1.2.9"))), "comes from 10.1.2.4");
        assertThat(ask(wanting(profile("beta", "beta.local", FROM)))).isNotEmpty();
    }

    @Test
    void clockThatIsFarOffCostsTheCertificateAndNotTheKeys() throws Exception {
        Instant theirs = TwoMachines.NOW.minusSeconds(3_600);
        byte[] request = SigningRequest.encode(machines.profile(), machines.keys);
        refused(new RenewalRequest(theirs, Optional.of(Bytes.of(request))), "3600 s behind", "timedatectl");
        assertThat(ask(new RenewalRequest(theirs, Optional.empty()))).isNotEmpty();
    }

    @Test
    void machineThatAsksAgainAndAgainIsToldSoAndKeepsTheKeys() throws Exception {
        for (int i = 0; i < Quota.CERTIFICATES; i++) {
            // By the newest one, as a machine does.
            byte[] chain = RenewalAnswer.decode(ask(wanting(machines.profile())))
                    .chain()
                    .orElseThrow()
                    .toArray();
            beta = new Membership(
                    "alpha",
                    Optional.empty(),
                    IssuedChain.read(chain, beta.ca(), machines.keys, machines.profile(), TwoMachines.NOW));
        }
        refused(wanting(machines.profile()), "12 certificates within an hour");
        assertThat(ask(new RenewalRequest(TwoMachines.NOW, Optional.empty()))).isNotEmpty();
    }

    @Test
    void garbageIsRefusedAndNeverThrowsAnythingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> answer(noise));
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> RenewalAnswer.decode(noise));
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> ask(new RenewalRequest(TwoMachines.NOW, Optional.of(Bytes.of(noise)))));
        }
    }

    private RenewalRequest wanting(NodeProfile profile) {
        return new RenewalRequest(
                TwoMachines.NOW, Optional.of(Bytes.of(SigningRequest.encode(profile, machines.keys))));
    }

    private static NodeProfile profile(String name, String dnsName, InetAddress address) {
        return new NodeProfile(name, List.of(dnsName), List.of(address));
    }

    private void refused(RenewalRequest request, String... words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> ask(request))
                .withMessageContainingAll(words);
    }

    private byte[] ask(RenewalRequest request) throws Exception {
        return answer(request.encode());
    }

    private byte[] answer(byte[] bytes) throws Exception {
        X509Certificate shown = beta.pair().certificate();
        return desk.answer(
                bytes,
                new RenewalDesk.Caller(FROM, shown),
                alpha.rules(),
                beta.ca(),
                new RenewalDesk.Now(TwoMachines.NOW, 0));
    }
}
