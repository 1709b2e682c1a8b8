package org.corelink.gossip.runtime;

import org.corelink.gossip.PayloadCheck;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Message;

/** Puts whatever a message carries for the application before the application's check. */
final class PayloadFilter {
    private PayloadFilter() {}

    static boolean accepts(Message message, PayloadCheck check) {
        return switch (message) {
            case Heartbeat heartbeat -> check.accepts(heartbeat.reading());
            case DigestResponse(Heartbeat state, boolean _) -> check.accepts(state.reading());
            case Hello hello -> check.accepts(hello.state().reading());
            case HelloAck ack -> check.accepts(ack.state().reading());
            case Inventory inventory -> check.acceptsInventory(inventory.payload());
            default -> true;
        };
    }
}
