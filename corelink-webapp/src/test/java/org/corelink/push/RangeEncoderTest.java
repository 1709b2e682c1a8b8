package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RangeEncoderTest {
    private static final int TABLE = DeltaTables.GAP;

    @Test
    void whatNobodyDoubtsTakesAlmostNothing() {
        RangeEncoder encoder = new RangeEncoder();
        for (int i = 0; i < 1_000; i++) {
            encoder.decision(RangeEncoder.CERTAIN - 31, false);
        }
        assertThat(encoder.toBytes()).hasSizeLessThan(2);
    }

    @Test
    void whatNobodyCanForeseeTakesABit() {
        RangeEncoder encoder = new RangeEncoder();
        for (int i = 0; i < 800; i++) {
            encoder.decision(RangeEncoder.EVEN, i % 3 == 0);
        }
        assertThat(encoder.toBytes().length).isBetween(99, 101);
    }

    @Test
    void carryGoesThroughAsManyFullBytesAsThereAre() {
        List<Decision> decisions = new ArrayList<>();
        // Up to just below the end of the range, and then over it.
        for (int i = 0; i < 500; i++) {
            decisions.add(new Decision(1, true));
        }
        decisions.add(new Decision(RangeEncoder.EVEN, true));
        decisions.add(new Decision(RangeEncoder.EVEN, false));
        assertReadAgain(decisions);
    }

    @Property
    void everyDecisionIsReadAgainAsItWas(@ForAll("decisions") List<Decision> decisions) {
        assertReadAgain(decisions);
    }

    @Property
    void everyNumberIsReadAgainAsItWas(
            @ForAll List<@IntRange(min = -1_000_000_000, max = 1_000_000_000) Integer> wide,
            @ForAll List<@IntRange(min = -9, max = 9) Integer> narrow) {
        DeltaWriter writer = new DeltaWriter(Learned.NOTHING.fork());
        wide.forEach(value -> writer.signed(TABLE, DeltaLead.of(value).kind(), value));
        narrow.forEach(value -> writer.number(TABLE, value + 9));
        DeltaReader reader = new DeltaReader(writer.toBytes(), Learned.NOTHING.fork());
        wide.forEach(value ->
                assertThat(reader.signed(TABLE, DeltaLead.of(value).kind())).isEqualTo(value));
        narrow.forEach(value -> assertThat(reader.number(TABLE)).isEqualTo(value + 9));
    }

    @Provide
    Arbitrary<List<Decision>> decisions() {
        return Combinators.combine(
                        Arbitraries.of(1, 31, 500, RangeEncoder.EVEN, 60_000, RangeEncoder.CERTAIN - 1),
                        Arbitraries.of(true, false))
                .as(Decision::new)
                .list()
                .ofMaxSize(2_000);
    }

    private static void assertReadAgain(List<Decision> decisions) {
        RangeEncoder encoder = new RangeEncoder();
        decisions.forEach(each -> encoder.decision(each.no(), each.yes()));
        DeltaReader reader = new DeltaReader(encoder.toBytes(), Learned.NOTHING);
        decisions.forEach(each -> assertThat(reader.decision(each.no())).isEqualTo(each.yes()));
    }

    record Decision(int no, boolean yes) {}
}
