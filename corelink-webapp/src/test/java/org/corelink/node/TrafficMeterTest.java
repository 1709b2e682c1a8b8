package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.corelink.gossip.GossipCounters;
import org.junit.jupiter.api.Test;

class TrafficMeterTest {
    private long nanos;
    private GossipCounters counters = GossipCounters.ZERO;
    private final TrafficMeter meter = new TrafficMeter(() -> counters, () -> nanos);

    @Test
    void firstLookKnowsNoTraffic() {
        assertThat(meter.get()).isEqualTo(Traffic.NONE);
    }

    @Test
    void directionsAreMeasuredApart() {
        meter.get();
        nanos = 2_000_000_000;
        counters = new GossipCounters(30, Map.of(), 0, Map.of(), 7_500, Map.of(), 4, 1_000, 0, 0, 0, 0, 0, 0);
        assertThat(meter.get()).isEqualTo(new Traffic(4, 30, 2, 15));
        assertThat(meter.get().kbps()).isEqualTo(34);
    }
}
