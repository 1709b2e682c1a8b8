package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.List;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Message;

/** What is to be sent now. */
public sealed interface Outbound {
    /** To the group. */
    record Multicast(Message message) implements Outbound {}

    /** To the unicast port of one address, where somebody waits for it. */
    record Unicast(Message message, InetAddress to) implements Outbound {}

    /** To the group's port of one address, where it is read in the rhythm. */
    record Beating(Message message, InetAddress to) implements Outbound {}

    /** What was last heard from {@code about}, as it came, to the unicast port of one address. */
    record Relaying(List<NodeId> about, InetAddress to) implements Outbound {
        /** Takes an immutable copy of the list. */
        public Relaying {
            about = List.copyOf(about);
        }
    }
}
