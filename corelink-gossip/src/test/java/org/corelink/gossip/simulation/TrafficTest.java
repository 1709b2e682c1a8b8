package org.corelink.gossip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a node of a quiet cluster receives, by kind of message. Beats and digests of one node do not depend on how many
 * there are; heartbeats and inventories come from each: so a large cluster is computed from a small one.
 */
class TrafficTest {
    private static final int NODES = 16;
    private static final int SECONDS = 100;

    private static Meter quiet(Mode mode) {
        SimulatedCluster cluster = new SimulatedCluster(NODES);
        cluster.say(PayloadSizes.OF_EIGHT_GPUS);
        cluster.addNodes(NODES, mode).forEach(node -> cluster.scheduler().after(0, node::start));
        cluster.run(Duration.ofSeconds(30));
        Meter meter = new Meter();
        cluster.network().use(meter);
        cluster.run(Duration.ofSeconds(SECONDS));
        return meter;
    }

    /** Bytes a second at one of {@code nodes}, by kind. */
    private static Map<MessageType, Double> received(Meter meter, int nodes) {
        Map<MessageType, Double> received = new EnumMap<>(MessageType.class);
        meter.flows().forEach((type, flow) -> {
            double each = (double) flow.bytes() / SECONDS / NODES;
            boolean ofAll = type == MessageType.HEARTBEAT || type == MessageType.INVENTORY;
            received.put(type, ofAll ? each * (nodes - 1) / (NODES - 1) : each);
        });
        return received;
    }

    @ParameterizedTest
    @CsvSource({"OPEN, 14000, 52000", "SEALED, 2250, 7400"})
    void quietNodeReceivesNoMoreThanItsShare(Mode mode, double mostOf64, double mostOf254) {
        Meter meter = quiet(mode);

        assertThat(inAll(meter, mode, 64)).isLessThan(mostOf64);
        assertThat(inAll(meter, mode, 254)).isLessThan(mostOf254);
    }

    private static double inAll(Meter meter, Mode mode, int nodes) {
        Map<MessageType, Double> received = received(meter, nodes);
        double all = received.values().stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf(Locale.ROOT, "quiet, %s, %d nodes: %.0f B/s %s%n", mode, nodes, all, received);
        return all;
    }
}
