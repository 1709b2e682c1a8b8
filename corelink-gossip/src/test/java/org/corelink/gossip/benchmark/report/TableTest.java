package org.corelink.gossip.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corelink.gossip.benchmark.report.Setting.Kind;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Column open = new Column("open, 16", new Setting(16, Kind.OPEN));
    private final Column sealed = new Column("sealed, 16", new Setting(16, Kind.SEALED));
    private final Column other = new Column("other, 16", new Setting(16, Kind.OTHER));

    @Test
    void everyMeasuredFigureStandsBesideItsTarget() {
        open.addAll(List.of(Measurement.of(Figure.CRASH_LAST, 0.25), Measurement.of(Figure.RECEIVED_BYTES, 2_000)));
        sealed.addAll(List.of(Measurement.of(Figure.RECEIVED_BYTES, 2_000)));
        other.addAll(List.of(Measurement.of(Figure.CRASH_LAST, 9)));

        assertThat(new Table(List.of(open, sealed, other)).markdown()).isEqualTo("""
            | figure | target | open, 16 | sealed, 16 | other, 16 |
            | --- | --- | --- | --- | --- |
            | process killed → down at all | ≤ 1.00 s | 0.25 s met |  | 9.00 s |
            | quiet: received by a node | ≤ 12,000 B/s, ≤ 1,600 B/s | 2,000 B/s met | 2,000 B/s **missed** |  |
            """);
    }

    @Test
    void worstOfSeveralRunsCounts() {
        open.addAll(List.of(Measurement.of(Figure.CRASH_LAST, 0.25), Measurement.of(Figure.CRASH_LAST, 1.5)));
        open.addAll(List.of(Measurement.of(Figure.CRASH_LAST, 0.75)));

        assertThat(open.cell(Figure.CRASH_LAST)).isEqualTo("1.50 s **missed**");
    }

    @Test
    void nodesThatNeverGotThereAreCounted() {
        open.addAll(List.of(
                new Measurement(Figure.CRASH_LAST, 60, 2),
                Measurement.of(Figure.CRASH_LAST, 70),
                Measurement.of(Figure.MACHINE_BUSY, 12)));

        assertThat(open.cell(Figure.CRASH_LAST)).isEqualTo("> 60.00 s at 2 **missed**");
        assertThat(open.cell(Figure.MACHINE_BUSY)).isEqualTo("12 %");
    }
}
