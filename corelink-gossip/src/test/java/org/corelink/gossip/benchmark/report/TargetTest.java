package org.corelink.gossip.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.benchmark.report.Setting.Kind;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void limitItselfIsMetAndMoreIsMissed() {
        Target target = Target.of(Figure.CRASH_LAST, new Setting(16, Kind.OPEN)).orElseThrow();

        assertThat(target.isMetBy(Measurement.of(Figure.CRASH_LAST, 1.0))).isTrue();
        assertThat(target.isMetBy(Measurement.of(Figure.CRASH_LAST, 1.001))).isFalse();
    }

    @Test
    void nodeThatNeverGotThereMissesTheTarget() {
        Target target = Target.of(Figure.CRASH_LAST, new Setting(16, Kind.OPEN)).orElseThrow();

        assertThat(target.isMetBy(new Measurement(Figure.CRASH_LAST, 0.5, 1))).isFalse();
    }

    @Test
    void costsMayGrowWithTheCluster() {
        assertThat(limit(Figure.CPU_PROCESS, 64, Kind.OPEN)).isEqualTo(0.8);
        assertThat(limit(Figure.CPU_PROCESS, 254, Kind.OPEN)).isEqualTo(2.0);
        assertThat(limit(Figure.RECEIVED_BYTES, 64, Kind.SEALED)).isEqualTo(1_600);
        assertThat(limit(Figure.RECEIVED_BYTES, 64, Kind.OPEN)).isEqualTo(12_000);
        assertThat(Target.of(Figure.RECEIVED_BYTES, new Setting(254, Kind.OPEN)))
                .isEmpty();
    }

    @Test
    void othersHaveNoTargets() {
        for (Figure figure : Figure.values()) {
            assertThat(Target.of(figure, new Setting(16, Kind.OTHER))).isEmpty();
        }
    }

    private static double limit(Figure figure, int nodes, Kind kind) {
        return Target.of(figure, new Setting(nodes, kind)).orElseThrow().limit();
    }
}
