package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatagramFormatTest {
    @ParameterizedTest
    @CsvSource({"0x7B, OPEN", "0xC1, SEALED", "0x5B,", "0x20,", "0x41,"})
    void firstByteTellsTheFormat(int firstByte, Format format) {
        assertThat(Format.of(new byte[] {(byte) firstByte, '}'}).orElse(null)).isEqualTo(format);
    }

    @Test
    void emptyDatagramIsOfNoFormat() {
        assertThat(Format.of(new byte[0])).isEmpty();
    }

    @Test
    void moreTrustedFormatComesFirst() {
        assertThat(Mode.OPEN.formats()).containsExactly(Format.OPEN);
        assertThat(Mode.MIXED.formats()).containsExactly(Format.SEALED, Format.OPEN);
        assertThat(Mode.SEALED.formats()).containsExactly(Format.SEALED);
    }
}
