package org.corelink.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampTest {
    @ParameterizedTest
    @CsvSource({
        "1795442639.123, 23NOV26 14:03:59utc",
        "0, 01JAN70 00:00:00utc",
        "951782400, 29FEB00 00:00:00utc",
        "1789430399.999, 14SEP26 23:59:59utc"
    })
    void looksAsInOldVersions(double epochSeconds, String expected) {
        assertThat(Timestamp.format(epochSeconds)).isEqualTo(expected);
    }
}
