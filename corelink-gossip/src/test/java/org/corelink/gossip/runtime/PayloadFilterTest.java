package org.corelink.gossip.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.PayloadCheck;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PayloadFilterTest {
    private static final Origin ORIGIN = Origin.of(new NodeId("0000000000000001"), 1, 1);
    private static final Heartbeat HEARTBEAT = new Heartbeat(ORIGIN, "name", 1, 0, Payload.EMPTY, 0, Optional.empty());
    private static final PayloadCheck NO_READINGS = _ -> false;
    private static final PayloadCheck NO_INVENTORIES = new PayloadCheck() {
        @Override
        public boolean accepts(Payload payload) {
            return true;
        }

        @Override
        public boolean acceptsInventory(Payload payload) {
            return false;
        }
    };

    static final List<Message> WITH_READING = List.of(
            HEARTBEAT,
            new DigestResponse(HEARTBEAT, false),
            new Hello(ORIGIN, HEARTBEAT, 1, 1),
            new HelloAck(ORIGIN, HEARTBEAT, 1));

    static final List<Message> WITHOUT_PAYLOAD =
            List.of(new Beat(ORIGIN), new DigestRequest(ORIGIN, "name", "target", Map.of()));

    @ParameterizedTest
    @FieldSource("WITH_READING")
    void readingIsCheckedWhereverItIs(Message message) {
        assertThat(PayloadFilter.accepts(message, NO_READINGS)).isFalse();
        assertThat(PayloadFilter.accepts(message, NO_INVENTORIES)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("WITHOUT_PAYLOAD")
    void nothingIsCheckedWhereNothingIs(Message message) {
        assertThat(PayloadFilter.accepts(message, NO_READINGS)).isTrue();
    }

    @Test
    void inventoryIsCheckedAsSuch() {
        Inventory inventory = new Inventory(ORIGIN, "name", 1, Payload.EMPTY);

        assertThat(PayloadFilter.accepts(inventory, NO_READINGS)).isTrue();
        assertThat(PayloadFilter.accepts(inventory, NO_INVENTORIES)).isFalse();
    }
}
