package org.corelink.gossip.membership;

import java.net.InetAddress;
import org.corelink.gossip.wire.Message;

/** A message that is to be sent now. */
public sealed interface Outbound {
    /** What to send. */
    Message message();

    /** To the group. */
    record Multicast(Message message) implements Outbound {}

    /** To the unicast port of one address. */
    record Unicast(Message message, InetAddress to) implements Outbound {}
}
