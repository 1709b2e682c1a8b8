package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPayloadTest {
    private static final String LONGEST_ASCII_NAME = "n".repeat(NodeId.MAX_LENGTH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        []                        | not a JSON object
        {                         | not JSON
        {"seq":1}                 | seq
        {"id":1}                  | id
        {"inc":1}                 | inc
        {"boot":1}                | boot
        {"hears":1}               | hears
        {"type":"x"}              | type
        {"a":1,"a":2}             | not JSON
        {"a":1e999}               | limits
        {"a":[[[[[[1]]]]]]}       | limits
        {}{}                      | after its JSON object
        """)
    void whatNoPeerWouldAcceptIsRefusedWithTheReason(String json, String reason) {
        assertThatThrownBy(() -> OpenPayload.check("a", payload(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":[[[[[1]]]]]}", "{\"target\":{\"digest\":null},\"updates\":1.50}"})
    void everyOtherObjectIsFine(String json) {
        assertThatCode(() -> OpenPayload.check("a", payload(json))).doesNotThrowAnyException();
    }

    @Test
    void longestPayloadFitsBesideTheLongestAsciiName() {
        Payload longest = ofLength(Payload.MAX_BYTES);

        assertThat(longest.length()).isEqualTo(Payload.MAX_BYTES);
        assertThatCode(() -> OpenPayload.check(LONGEST_ASCII_NAME, longest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> OpenPayload.check("a", ofLength(Payload.MAX_BYTES + 1)))
                .hasMessageContaining("at most " + Payload.MAX_BYTES + " B");
    }

    @Test
    void payloadThatDoesNotFitBesideALongForeignNameIsRefused() {
        assertThatThrownBy(() -> OpenPayload.check("字".repeat(64), ofLength(Payload.MAX_BYTES)))
                .hasMessageContaining("too long beside the name");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, '"', '}'};
        assertThatThrownBy(() -> OpenPayload.check("a", Payload.of(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-8");
    }

    private static Payload ofLength(int length) {
        String frame = "{\"a\":[\"\",\"\",\"\"]}";
        int rest = length - frame.length();
        int part = rest / 3;
        return payload("{\"a\":[\"" + "x".repeat(part) + "\",\"" + "y".repeat(part) + "\",\""
                + "z".repeat(rest - 2 * part) + "\"]}");
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(UTF_8));
    }
}
