package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyringTextTest {
    private static final String SECRET = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
    private static final String GOOD = "cluster = 00c0ffee00c0ffee\ncurrent = 7 " + SECRET + "\n";

    @Test
    void textIsWhatTheDocumentationShows() {
        assertThat(KeyringText.format(SealedNode.RING)).isEqualTo("# CoreLink group keys: keep secret\n" + GOOD);
        assertThat(KeyringText.parse(GOOD)).isEqualTo(SealedNode.RING);
    }

    @Test
    void spacesEmptyLinesAndRemarksSayNothing() {
        assertThat(KeyringText.parse("\r\n # x = y\r\n  cluster=00C0FFEE00C0FFEE \r\n\r\n current=7   " + SECRET))
                .isEqualTo(SealedNode.RING);
    }

    /** {@code %s} stands for the secret, which no complaint may repeat. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "current = 7 %s                                                        | without cluster",
                "cluster = 00c0ffee00c0ffee                                            | without current",
                "cluster = c0ffee;current = 7 %s                                       | cluster is not 16 hexadecimal"
                        + " digits",
                "cluster = 00c0ffee00c0ffee;current = 256 %s                           | current has an epoch above"
                        + " 255",
                "cluster = 00c0ffee00c0ffee;current = -1 %s                            | current is not an epoch and"
                        + " 32 bytes",
                "cluster = 00c0ffee00c0ffee;current = %s                               | current is not an epoch and"
                        + " 32 bytes",
                "cluster = 00c0ffee00c0ffee;current = 7 %sAA                           | current is not an epoch and"
                        + " 32 bytes",
                "cluster = 00c0ffee00c0ffee;current = 7 %s;next = 8 AAAA               | next is not an epoch and 32"
                        + " bytes",
                "cluster = 00c0ffee00c0ffee;current = 7 %s;next = 7 %s                 | an epoch of its own",
                "cluster = 00c0ffee00c0ffee;current = 7 %s;current = 8 %s              | line 3 says current again",
                "cluster = 00c0ffee00c0ffee;current = 7 %s;curent = 8 %s               | line 3 has none of the names",
                "cluster = 00c0ffee00c0ffee;%s                                         | line 2 has none of the names",
                "cluster = 00c0ffee00c0ffee;current                                    | line 2 is not of the form",
            })
    void badTextIsRefusedWithoutItsSecrets(String lines, String complaint) {
        String text = lines.replace("%s", SECRET).replace(';', '\n');

        assertThatThrownBy(() -> KeyringText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .message()
                .doesNotContain(SECRET.substring(0, 12));
    }

    @Test
    void hugeTextIsRefused() {
        assertThatThrownBy(() -> KeyringText.parse("#".repeat(5_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than 4096 characters");
        assertThat(KeyringText.parse(GOOD + "#".repeat(3_000))).isEqualTo(SealedNode.RING);
    }
}
