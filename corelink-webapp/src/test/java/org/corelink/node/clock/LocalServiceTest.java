package org.corelink.node.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What chronyd, ntpd and the kernel say, recorded or built, and what is made of it. */
class LocalServiceTest {
    @ParameterizedTest
    @CsvSource({
        "00000000, 0",
        "02800000, 0.5",
        "04800000, 1",
        "03000000, -1",
        "05000000, -2",
        "fc800000, 0.0625",
        "7f000000, -4611686018427387904"
    })
    void chronysNumbersAreMantissaAndExponent(String hex, double value) {
        assertThat(ChronyTracking.real((int) Long.parseLong(hex, 16))).isEqualTo(value);
    }

    /** Recorded from chronyd 4.3 while chronyc printed "System time : 0.300040632 seconds slow of NTP time". */
    @Test
    void aRecordedAnswerOfChronydIsRead() {
        byte[] recorded = HexFormat.of()
                .parseHex("060200000021000500000000000000000000000700000000000000007f000001"
                        + "7f0000010000000000000000000000000001000000030000000000006b060c4c"
                        + "16b9f00c00999eecdb177fc6dae8803a095a9130cf66616810901271f6a75d49"
                        + "f0be31d806815382");
        assertThat(ChronyTracking.answers(recorded, 7)).isTrue();
        ClockReading reading = ChronyTracking.read(recorded);
        assertThat(reading.driftSeconds()).isEqualTo(-0.300040632, within(1e-6));
        assertThat(reading.source()).isEqualTo("chrony");
    }

    @Test
    void chronysCorrectionIsWhatTheClockIsBehind() {
        assertThat(ChronyTracking.read(tracking(0, 0x7f00_0001, 0x0280_0000, 0)).driftSeconds())
                .isEqualTo(-0.5);
        assertThat(ChronyTracking.read(tracking(3, 0x7f00_0001, 0x0280_0000, 0)))
                .isEqualTo(new ClockReading(null, "chrony: not synchronised"));
        assertThat(ChronyTracking.read(tracking(0, 0x7f7f_0101, 0, 0)).source()).isEqualTo("chrony: not synchronised");
        assertThat(ChronyTracking.read(tracking(0, 0, 0, 0)).driftSeconds()).isNull();
        // Root dispersion 2 s.
        assertThat(ChronyTracking.read(tracking(0, 0x7f00_0001, 0, 0x0680_0000)).driftSeconds())
                .isNull();
    }

    @Test
    void chronysRefusalIsTold() {
        byte[] refusal = Arrays.copyOf(tracking(0, 1, 0, 0), 28);
        ByteBuffer.wrap(refusal).putShort(6, (short) 1).putShort(8, (short) 2);
        assertThat(ChronyTracking.answers(refusal, 7)).isTrue();
        assertThat(ChronyTracking.read(refusal).source()).isEqualTo("chrony: refuses to tell");
    }

    @Test
    void onlyTheAnswerToTheQuestionIsChronys() {
        byte[] answer = tracking(0, 1, 0, 0);
        assertThat(ChronyTracking.answers(answer, 7)).isTrue();
        assertThat(ChronyTracking.answers(answer, 8)).isFalse();
        assertThat(ChronyTracking.answers(Arrays.copyOf(answer, 27), 7)).isFalse();
        answer[0] = 5;
        assertThat(ChronyTracking.answers(answer, 7)).as("another version").isFalse();
    }

    @Test
    void ntpdsOffsetIsWhatTheClockIsBehind() {
        assertThat(ntpd("leap=00, stratum=2, rootdelay=12.345, rootdisp=30.5,\r\noffset=-3.250")
                        .driftSeconds())
                .isEqualTo(0.00325, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leap=11, stratum=16, rootdelay=0, rootdisp=1, offset=0 | not synchronised",
                "leap=3, stratum=2, rootdelay=0, rootdisp=1, offset=0 | not synchronised",
                "leap=00, stratum=16, rootdelay=0, rootdisp=1, offset=0 | not synchronised",
                "leap=00, stratum=2, rootdelay=0, rootdisp=1 | does not tell",
                "leap=00, stratum=2, offset=1 | its error may be over 1.5 s",
                "leap=00, stratum=2, rootdelay=0, rootdisp=1600, offset=1 | its error may be over 1.5 s",
                "leap=00, stratum=2, rootdelay=0, rootdisp=1, offset=1e9999 | does not tell",
                "'' | does not tell"
            })
    void ntpdThatDoesNotKnowIsNotBelieved(String variables, String why) {
        assertThat(ntpd(variables)).isEqualTo(new ClockReading(null, "ntpd: " + why));
    }

    /** Recorded from ntpsec 1.2.2 that has no server yet. */
    @Test
    void aRecordedAnswerOfNtpdIsRead() {
        byte[] recorded = HexFormat.of()
                .parseHex("e6820009c0160000000000466c6561703d332c207374726174756d3d31362c20"
                        + "726f6f7464656c61793d302e3030302c20726f6f74646973703d302e3430352c"
                        + "206f66667365743d302e3030303030300d0a0000");
        assertThat(NtpdVariables.answers(recorded, (short) 9)).isTrue();
        assertThat(NtpdVariables.read(recorded)).isEqualTo(new ClockReading(null, "ntpd: not synchronised"));
    }

    @Test
    void ntpdsErrorIsTold() {
        byte[] packet = controlAnswer("");
        packet[1] |= 0x40;
        assertThat(NtpdVariables.answers(packet, (short) 9)).isTrue();
        assertThat(NtpdVariables.read(packet).source()).isEqualTo("ntpd: refuses to tell");
    }

    @Test
    void theQuestionToNtpdIsPaddedToWholeWords() {
        byte[] request = NtpdVariables.request((short) 9);
        assertThat(request.length % 4).isZero();
        assertThat(HexFormat.of().formatHex(request, 0, 4)).isEqualTo("26020009");
        assertThat(NtpdVariables.answers(request, (short) 9))
                .as("a question is no answer")
                .isFalse();
    }

    @Property
    void anythingFromAServiceIsReadOrRefusedButNeverThrows(@ForAll @Size(min = 28, max = 200) byte[] bytes) {
        assertThat(ChronyTracking.read(bytes).source()).isNotEmpty();
        assertThat(NtpdVariables.read(bytes).source()).isNotEmpty();
        assertThat(NtpdVariables.answers(bytes, (short) 0) && bytes.length < 12).isFalse();
    }

    @Test
    void theKernelsOffsetIsWhatTheClockIsBehind() {
        // STA_PLL and STA_NANO; then STA_PLL alone: microseconds.
        assertThat(KernelClock.read(0, timex(0x2001, 1_500_000, 100_000)).driftSeconds())
                .isEqualTo(-0.0015);
        assertThat(KernelClock.read(0, timex(0x0001, -1_500, 100_000)).driftSeconds())
                .isEqualTo(0.0015);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0x2001, 0, not synchronised",
        "-1, 0x2001, 0, not synchronised",
        "0, 0x2041, 0, not synchronised",
        "0, 0x2000, 0, synchronised by a service that does not tell",
        "0, 0x2001, 1600000, its error may be over 1.5 s",
        "0, 0x2001, -1, its error may be over 1.5 s"
    })
    void aKernelThatDoesNotKnowIsNotBelieved(int state, String status, long maxError, String why) {
        assertThat(KernelClock.read(state, timex(Integer.decode(status), 0, maxError)))
                .isEqualTo(new ClockReading(null, "kernel: " + why));
    }

    @Test
    void thisKernelAnswers() {
        assertThat(new AdjtimexCall().read())
                .map(ClockReading::source)
                .hasValueSatisfying(source -> assertThat(source).startsWith("kernel"));
    }

    @Test
    void servicesThatAreNotThereAreSilentAndTheNextIsAsked() throws Exception {
        int closed;
        try (UdpResponder responder = new UdpResponder(_ -> List.of())) {
            closed = responder.port();
            assertThat(new ChronyClient(closed).read()).as("open and silent").isEmpty();
        }
        ClockReading last = new ClockReading(0.5, "last");
        assertThat(ClockSource.firstOf(new ChronyClient(closed), new NtpdClient(closed), () -> Optional.of(last))
                        .read())
                .contains(last);
        assertThat(ClockSource.firstOf(new NtpdClient(closed)).read()).isEmpty();
    }

    @Test
    void aServiceThatIsThereAndDoesNotKnowHasTheLastWord() throws Exception {
        try (UdpResponder chrony = new UdpResponder(question -> {
            byte[] answer = tracking(3, 0, 0, 0);
            ByteBuffer.wrap(answer).putInt(16, ByteBuffer.wrap(question).getInt(8));
            return List.of(answer);
        })) {
            assertThat(ClockSource.firstOf(
                                    new ChronyClient(chrony.port()), () -> Optional.of(new ClockReading(0.0, "x")))
                            .read())
                    .contains(new ClockReading(null, "chrony: not synchronised"));
        }
    }

    @Test
    void ntpdIsAskedOverTheWire() throws Exception {
        try (UdpResponder ntpd = new UdpResponder(question -> {
            byte[] answer = controlAnswer("leap=0,stratum=1,rootdelay=0.0,rootdisp=1.2,offset=250.0");
            answer[2] = question[2];
            answer[3] = question[3];
            return List.of(answer);
        })) {
            assertThat(new NtpdClient(ntpd.port()).read()).contains(new ClockReading(-0.25, "ntpd"));
        }
    }

    /** An answer of chronyd to question 7. */
    private static byte[] tracking(int leap, int reference, int correction, int dispersion) {
        return ByteBuffer.allocate(104)
                .put(0, (byte) 6)
                .put(1, (byte) 2)
                .putShort(4, (short) 33)
                .putShort(6, (short) 5)
                .putInt(16, 7)
                .putInt(28, reference)
                .putShort(52, (short) 3)
                .putShort(54, (short) leap)
                .putInt(68, correction)
                .putInt(96, dispersion)
                .array();
    }

    private static ClockReading ntpd(String variables) {
        return NtpdVariables.read(controlAnswer(variables));
    }

    /** An answer of ntpd to question 9. */
    private static byte[] controlAnswer(String variables) {
        byte[] data = variables.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(12 + data.length)
                .put(0, (byte) 0x26)
                .put(1, (byte) 0x82)
                .putShort(2, (short) 9)
                .putShort(10, (short) data.length)
                .put(12, data)
                .array();
    }

    private static ByteBuffer timex(int status, long offset, long maxError) {
        return ByteBuffer.allocate(KernelClock.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(8, offset)
                .putLong(24, maxError)
                .putInt(40, status);
    }
}
