package org.corelink.node.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtpPacketTest {
    private static final long NONCE = 0x1234_5678_9abc_def0L;
    private static final Instant SENT = Instant.parse("2026-11-24T12:00:00.25Z");
    private static final Duration ELAPSED = Duration.ofMillis(40);

    private final NtpReply reply = new NtpReply();

    @Test
    void aQuestionTellsNothingOfThisMachine() {
        byte[] request = NtpPacket.request(NONCE);
        assertThat(request).hasSize(48);
        assertThat(request[0]).as("version 4, mode 3").isEqualTo((byte) 0x23);
        assertThat(ByteBuffer.wrap(request).getLong(40)).isEqualTo(NONCE);
        assertThat(Arrays.copyOfRange(request, 1, 40)).containsOnly(0);
    }

    /** The way there takes 30 ms and the way back 8: the error is half the difference, 11 ms. */
    @Test
    void theRoundTripIsTakenIntoAccount() {
        reply.received = SENT.plusMillis(30).plusSeconds(2);
        reply.transmitted = SENT.plusMillis(32).plusSeconds(2);
        assertThat(drift()).isEqualTo(-2.011, within(1e-6));
    }

    @Test
    void aClockThatIsAheadHasAPositiveDrift() {
        reply.received = SENT.plusMillis(20).minusSeconds(3_600);
        reply.transmitted = reply.received;
        assertThat(drift()).isEqualTo(3_600, within(1e-6));
    }

    @Test
    void theTurnOfTheEraIn2036MakesNoDifference() {
        Instant turn = Instant.parse("2036-02-07T06:28:15.99Z");
        reply.received = turn.plusMillis(20);
        reply.transmitted = reply.received;
        ClockReading reading = NtpPacket.read(reply.bytes(NONCE), turn, ELAPSED.toNanos(), "server");
        assertThat(reading.driftSeconds()).isEqualTo(0, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, not synchronised",
        "0, 0, not synchronised",
        "0, 16, not synchronised",
        "0, 255, not synchronised"
    })
    void aServerThatHasNoTimeIsNotBelieved(int leap, int stratum, String why) {
        reply.leap = leap;
        reply.stratum = stratum;
        assertUnknown(why);
    }

    @Test
    void emptyTimesAreNotBelieved() {
        reply.transmitted = null;
        assertUnknown("not synchronised");
    }

    @Test
    void aServerThatAnswersBeforeItIsAskedIsNotBelieved() {
        reply.received = SENT.plusSeconds(5);
        reply.transmitted = SENT;
        assertUnknown("impossible times");
        reply.received = SENT;
        reply.transmitted = SENT.plusSeconds(5);
        assertUnknown("impossible times");
    }

    @Test
    void anErrorOfOverASecondAndAHalfIsNotBelieved() {
        reply.rootDispersion = 1.4;
        assertThat(read().driftSeconds()).isNotNull();
        reply.rootDispersion = 1.5;
        assertUnknown("error may be over 1.5 s");
        reply.rootDispersion = 0;
        reply.rootDelay = 65_535;
        assertUnknown("error may be over 1.5 s");
        reply.rootDelay = 0;
        reply.precision = 1;
        assertUnknown("error may be over 1.5 s");
    }

    @Test
    void onlyTheAnswerToThisQuestionCounts() {
        byte[] answer = reply.bytes(NONCE);
        assertThat(NtpPacket.answers(answer, NONCE)).isTrue();
        assertThat(NtpPacket.answers(answer, NONCE + 1)).isFalse();
        assertThat(NtpPacket.answers(Arrays.copyOf(answer, 47), NONCE)).isFalse();
        answer[0] = 0x23;
        assertThat(NtpPacket.answers(answer, NONCE)).as("a client's packet").isFalse();
    }

    @Test
    void aKissOfDeathIsKnownByItsStratum() {
        assertThat(NtpPacket.isKissOfDeath(reply.bytes(NONCE))).isFalse();
        reply.stratum = 0;
        assertThat(NtpPacket.isKissOfDeath(reply.bytes(NONCE))).isTrue();
    }

    @Property
    void anyAnswerIsReadOrRefusedButNeverThrows(@ForAll @Size(min = 48, max = 60) byte[] bytes) {
        Double drift = NtpPacket.read(bytes, SENT, ELAPSED.toNanos(), "server").driftSeconds();
        assertThat(drift == null || Double.isFinite(drift)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ntp.example.org, ntp.example.org, 123",
        "10.0.0.1:1123, 10.0.0.1, 1123",
        "[fd00::1], fd00::1, 123",
        "[fd00::1]:124, fd00::1, 124"
    })
    void aServerIsNamedWithOrWithoutItsPort(String text, String host, int port) {
        assertThat(NtpServer.parse(text)).isEqualTo(new NtpServer(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":123", "a:0", "a:65536", "a:", "a b", "fd00::1", "-x", "a/b", "[x]:1", "a:123456"})
    void anythingElseIsNoServer(String text) {
        assertThatThrownBy(() -> NtpServer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NTP server");
    }

    private double drift() {
        Double drift = read().driftSeconds();
        assertThat(drift).isNotNull();
        return drift;
    }

    private void assertUnknown(String why) {
        assertThat(read().driftSeconds()).isNull();
        assertThat(read().source()).startsWith("server: ").contains(why);
    }

    private ClockReading read() {
        return NtpPacket.read(reply.bytes(NONCE), SENT, ELAPSED.toNanos(), "server");
    }
}
