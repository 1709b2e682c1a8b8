package org.corelink.host.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an invitation lets in, with a clock and connections of the test. */
class ReceptionTest {
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final byte[] BINDING = "one connection, and no other....".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_BINDING = "another connection..............".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private TwoMachines machines;
    private Reception reception;

    @BeforeEach
    void invite() throws Exception {
        machines = new TwoMachines(folder.resolve("store"));
        reception = machines.reception(machines.invitation(TTL));
    }

    @Test
    void whoHasTheTokenGetsACertificateTheKeysAndTheMode() throws Exception {
        Reception.Admitted admitted = admit(request(), TwoMachines.NOW);
        assertThat(admitted.name()).isEqualTo("beta");
        Admission admission = Admission.decode(admitted.answer().toArray(), machines.token, BINDING);
        assertThat(admission.inviter()).isEqualTo("alpha");
        assertThat(admission.keyring()).isEqualTo(machines.sealing.keyring());
        assertThat(admission.mode()).isEqualTo(machines.sealing.mode());
        assertThat(IssuedChain.read(
                                admission.chain().toArray(),
                                machines.enrolment.identity().chain().getLast(),
                                machines.keys,
                                machines.profile(),
                                TwoMachines.NOW)
                        .key())
                .isEqualTo(machines.keys.getPrivate());
        assertThat(machines.members.names()).containsExactly("beta");
    }

    @Test
    void ofAHundredAtOnceExactlyOneGetsIn() throws Exception {
        List<Callable<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(() -> {
                try {
                    admit(request(), TwoMachines.NOW);
                    return true;
                } catch (RefusedException e) {
                    assertThat(e).hasMessageContaining("was used already");
                    return false;
                }
            });
        }
        int admitted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
            for (Future<Boolean> result : threads.invokeAll(crowd)) {
                admitted += result.get() ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(1);
    }

    @Test
    void invitationEndsWithItsTime() throws Exception {
        Instant end = TwoMachines.NOW.plus(TTL);
        refused(machines.request(machines.profile(), end, machines.token, BINDING), end, "ended at " + end);
        Instant last = end.minusMillis(1);
        assertThat(admit(machines.request(machines.profile(), last, machines.token, BINDING), last)
                        .name())
                .isEqualTo("beta");
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600, -301, 301})
    void clockThatIsFarOffIsRefusedAndTheInvitationStays(long seconds) throws Exception {
        Instant theirs = TwoMachines.NOW.plusSeconds(seconds);
        refused(
                machines.request(machines.profile(), theirs, machines.token, BINDING),
                TwoMachines.NOW,
                Math.abs(seconds) + " s " + (seconds < 0 ? "behind" : "ahead of"),
                "timedatectl");
        assertThat(admit(request(), TwoMachines.NOW).name()).isEqualTo("beta");
    }

    @Test
    void anotherTokenIsRefusedAndTheInvitationStays() throws Exception {
        JoinToken guess = JoinToken.random(new SecureRandom());
        refused(
                machines.request(machines.profile(), TwoMachines.NOW, guess, BINDING),
                TwoMachines.NOW,
                "The token is not that of this invitation");
        assertThat(admit(request(), TwoMachines.NOW).name()).isEqualTo("beta");
    }

    @Test
    void requestThatWasOverheardOrIsPassedOnCountsOnNoOtherConnection() throws Exception {
        byte[] overheard = machines.request(machines.profile(), TwoMachines.NOW, machines.token, OTHER_BINDING);
        refused(overheard, TwoMachines.NOW, "The token is not that of this invitation");
    }

    @Test
    void signingRequestThatIsPutInThePlaceOfAnotherIsRefused() throws Exception {
        byte[] request = request();
        for (int at = 0; at < request.length; at += 7) {
            byte[] changed = request.clone();
            changed[at] ^= 1;
            refused(changed, TwoMachines.NOW, "The token is not that of this invitation");
        }
    }

    @Test
    void requestIsNoAnswerAndAnAnswerNoRequest() throws Exception {
        byte[] request = request();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Admission.decode(request, machines.token, BINDING));
        byte[] answer = admit(request, TwoMachines.NOW).answer().toArray();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> JoinRequest.decode(answer, machines.token, BINDING));
    }

    @Test
    void foreignNamesAreRefusedAndTheInvitationStays() throws Exception {
        NodeProfile foreign = new NodeProfile("beta", List.of("alpha.local"), List.of(TwoMachines.LOOPBACK));
        refused(
                machines.request(foreign, TwoMachines.NOW, machines.token, BINDING),
                TwoMachines.NOW,
                "alpha.local is not one of beta");
        assertThat(machines.members.names()).isEmpty();
        assertThat(admit(request(), TwoMachines.NOW).name()).isEqualTo("beta");
    }

    @Test
    void answerOfSomebodyWithoutTheTokenIsNotBelieved() throws Exception {
        byte[] answer = admit(request(), TwoMachines.NOW).answer().toArray();
        JoinToken other = JoinToken.random(new SecureRandom());
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Admission.decode(answer, other, BINDING));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Admission.decode(answer, machines.token, OTHER_BINDING));
        byte[] changed = answer.clone();
        changed[answer.length / 2] ^= 1;
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Admission.decode(changed, machines.token, BINDING));
    }

    @Test
    void refusalIsReadAsWordsThatHarmNoTerminal() {
        byte[] refusal = Refusal.encode(TwoMachines.NOW, "no\u001b[2J\n" + "x".repeat(1_000));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Admission.decode(refusal, machines.token, BINDING))
                .withMessageMatching("It says: no\\?\\[2J\\?x{300,400}");
    }

    @Test
    void garbageIsRefusedAndNeverThrowsAnythingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            refused(noise, TwoMachines.NOW, "The token is not that of this invitation");
            byte[] proven = Proven.encode(noise, machines.token, JoinToken.Purpose.REQUEST, BINDING);
            refused(proven, TwoMachines.NOW, "hat");
            byte[] answered = Proven.encode(noise, machines.token, JoinToken.Purpose.REPLY, BINDING);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> Admission.decode(answered, machines.token, BINDING));
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(
                            () -> Admission.decode(Arrays.copyOf(noise, noise.length / 2), machines.token, BINDING));
        }
    }

    @Test
    void tokenIsShownToNobodyByAccident() {
        assertThat(machines.token).hasToString("JoinToken");
        assertThat(machines.token.reveal()).matches("[0-9a-f]{32}");
        assertThat(JoinToken.parse(" " + machines.token.reveal().toUpperCase(java.util.Locale.ROOT) + "\n"))
                .isPresent();
        for (String none : List.of("", "00", machines.token.reveal() + "0", "g".repeat(32))) {
            assertThat(JoinToken.parse(none)).isEmpty();
        }
    }

    private byte[] request() throws Exception {
        return machines.request(machines.profile(), TwoMachines.NOW, machines.token, BINDING);
    }

    private Reception.Admitted admit(byte[] request, Instant now) throws Exception {
        return reception.admit(
                request, new Reception.Caller(InetAddress.ofLiteral("10.1.2.4"), Bytes.of(BINDING)), now);
    }

    private void refused(byte[] request, Instant now, String... words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> admit(request, now))
                .withMessageContainingAll(words);
    }
}
