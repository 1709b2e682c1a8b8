package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.corelink.gossip.Evidence.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
    @ParameterizedTest
    @CsvSource({"-1, 0", "3600001, 0", "0, -1", "0, 10001"})
    void numberOutOfBoundsIsRefused(int silentMillis, int probes) {
        assertThatThrownBy(() -> new Evidence(Kind.UNANSWERED, silentMillis, probes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3600000, 10000"})
    void boundsThemselvesAreFine(int silentMillis, int probes) {
        assertThatCode(() -> new Evidence(Kind.UNANSWERED, silentMillis, probes))
                .doesNotThrowAnyException();
    }

    @Test
    void saysInWordsWhatItRestsOn() {
        assertThat(new Evidence(Kind.UNANSWERED, 3_654, 36).inWords())
                .isEqualTo("36 probes unanswered, silent for 3.7 s");
        assertThat(new Evidence(Kind.PORT_CLOSED, 812, 2).inWords()).isEqualTo("its port is closed");
    }
}
