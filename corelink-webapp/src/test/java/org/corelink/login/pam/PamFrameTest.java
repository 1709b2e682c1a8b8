package org.corelink.login.pam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PamFrameTest {
    private static final PamAnswer GRANTED = new PamAnswer.Granted(
            new UnixAccount("änna", 4_294_967_294L, "/bin/sh", Set.of("users", "corelink-admin")), true, "0af3");

    static PamAnswer[] answers() {
        return new PamAnswer[] {GRANTED, new PamAnswer.Refused(), new PamAnswer.Busy(), new PamAnswer.Failed("hangs")};
    }

    private static byte[] body(ByteBuffer frame) {
        assertThat(Short.toUnsignedInt(frame.getShort())).isEqualTo(frame.remaining());
        byte[] body = new byte[frame.remaining()];
        frame.get(body);
        return body;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerArrivesAsItWasSent(PamAnswer answer) throws IOException {
        assertThat(PamFrame.decodeAnswer(body(PamFrame.encode(answer)))).isEqualTo(answer);
    }

    @Test
    void questionArrivesAsItWasSentAndIsPrintedWithoutItsPassword() throws IOException {
        PamQuestion signIn = PamQuestion.signIn("anna", "geheim ß €", "10.1.2.3");
        assertThat(PamFrame.decodeQuestion(body(PamFrame.encode(signIn)))).isEqualTo(signIn);
        assertThat(signIn.toString()).doesNotContain("geheim");
        PamQuestion review = PamQuestion.review("anna");
        assertThat(PamFrame.decodeQuestion(body(PamFrame.encode(review)))).isEqualTo(review);
    }

    @Test
    void bytesAreAsDocumented() throws IOException {
        assertThat(HexFormat.of()
                        .formatHex(PamFrame.encode(PamQuestion.signIn("a", "pw", "::1"))
                                .array()))
                .isEqualTo("000e" + "01" + "01" + "0001" + "61" + "0002" + "7077" + "0003" + "3a3a31");
        assertThat(HexFormat.of()
                        .formatHex(PamFrame.encode(new PamAnswer.Busy()).array()))
                .isEqualTo("0002" + "01" + "13");
    }

    @Test
    void everyCutOfAnAnswerIsRefused() throws IOException {
        byte[] whole = body(PamFrame.encode(GRANTED));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PamFrame.decodeAnswer(cut)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> PamFrame.decodeAnswer(Arrays.copyOf(whole, whole.length + 1)))
                .hasMessageContaining("too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0212", "0101000161", "01ff", "0112ff", "0114ffff61", "01140002c328"})
    void otherVersionsKindsAndDamagedTextsAreNoAnswers(String hex) {
        assertThatThrownBy(() -> PamFrame.decodeAnswer(HexFormat.of().parseHex(hex)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatDoesNotFitIsNotSent() {
        String tooLong = "x".repeat(PamFrame.MAX_BYTES + 1);
        assertThatThrownBy(() -> PamFrame.encode(PamQuestion.review(tooLong)))
                .isInstanceOf(PamFrame.FormatException.class);
        String half = "x".repeat(PamFrame.MAX_BYTES / 2);
        assertThatThrownBy(() -> PamFrame.encode(PamQuestion.signIn(half, half, "")))
                .isInstanceOf(PamFrame.FormatException.class);
    }
}
