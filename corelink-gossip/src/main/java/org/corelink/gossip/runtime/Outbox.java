package org.corelink.gossip.runtime;

import java.net.InetAddress;
import java.util.List;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.Outbound;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.wire.Message;

/** The way out: what a membership wants said, written in the format of its channel, sent, and counted. */
final class Outbox {
    private final Transport transport;
    private final Tally tally;
    private final Faults faults;

    Outbox(Transport transport, Tally tally, Faults faults) {
        this.transport = transport;
        this.tally = tally;
        this.faults = faults;
    }

    /** What cannot be sent is lost, as on any network: it must not keep the rest from being sent. */
    void send(Channel channel, Outbound outbound) {
        try {
            hand(channel, outbound);
        } catch (RuntimeException e) {
            faults.met("a message to be sent", e);
        }
    }

    private void hand(Channel channel, Outbound outbound) {
        switch (outbound) {
            case Outbound.Multicast(Message message) -> {
                byte[] datagram = channel.codec().encode(message);
                Sending sending = isNews(message) ? transport.call(datagram) : transport.multicast(datagram);
                tally.sent(message.type(), datagram.length, sending);
            }
            case Outbound.Unicast(Message message, InetAddress to) -> {
                byte[] datagram = channel.codec().encode(message);
                tally.sent(message.type(), datagram.length, transport.unicast(datagram, to));
            }
            case Outbound.Beating(Message message, InetAddress to) -> {
                byte[] datagram = channel.codec().encode(message);
                tally.sent(message.type(), datagram.length, transport.beat(datagram, to));
            }
            case Outbound.Relaying(List<NodeId> about, InetAddress to) ->
                channel.codec()
                        .relay(channel.membership().origin(), about)
                        .forEach(update -> send(channel, new Outbound.Unicast(update, to)));
        }
    }

    /** Whether everybody waits for it: who comes, who goes, and whose life is in doubt. State is read in the rhythm. */
    private static boolean isNews(Message message) {
        return switch (message.type()) {
            case BEAT, ACCUSATION, LEAVE -> true;
            default -> false;
        };
    }
}
