package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "gpu-01.lan", "two words", "hôte", "节点", "\uD83D\uDE00", "5fa1c3d2e4b60798"})
    void printableTextIsFine(String value) {
        assertThat(new NodeId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "a  b",
                "a\tb",
                "a\nb",
                "a\u0000b",
                "a\u00A0b",
                "a\u2028b",
                "a\u2029b",
                "a\u202Eb",
                "a\u200Bb",
                "a\uD800",
                "a\uE000b",
                "a\uFFFFb"
            })
    void textThatCouldDeceiveIsRefused(String value) {
        assertThat(NodeId.isValid(value)).isFalse();
        assertThatThrownBy(() -> new NodeId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longestHostNameFits() {
        assertThat(NodeId.isValid("n".repeat(64))).isTrue();
        assertThat(NodeId.isValid("n".repeat(65))).isFalse();
    }

    @Test
    void orderIsThatOfTheText() {
        assertThat(new NodeId("a")).isLessThan(new NodeId("b")).isEqualByComparingTo(new NodeId("a"));
    }
}
