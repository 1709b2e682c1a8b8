package org.corelink.gossip.runtime;

import java.net.InetAddress;
import org.corelink.gossip.Format;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.SourceLimiter;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose datagrams are taken, each source having a share.
 *
 * <p>An open datagram is charged to the address that it came from, before it is read: nothing in it is proven, so that
 * nothing better is known of its source. A sealed one is read first, and only what is authentic is charged, to the node
 * that it is of. The other order would let anybody who forges a member's address use up its share. What reading the
 * rest costs is bounded by the work of one turn.
 *
 * <p>Heartbeats and inventories have a share apart from all other messages. Of these, somebody may record what one node
 * is told by another, and repeat it to a third that has never heard it; a heartbeat counts only if it is newer than all
 * before, and cannot be hoarded.
 */
final class Admission {
    private final SourceLimiter<InetAddress> addresses = new SourceLimiter<>();
    private final SourceLimiter<Share> shares = new SourceLimiter<>();

    private record Share(NodeId sender, boolean ofStates) {
        /** Written out: see {@link NodeId#equals}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Share that && ofStates == that.ofStates && sender.equals(that.sender);
        }

        @Override
        public int hashCode() {
            return sender.hashCode();
        }
    }

    /** Whether a datagram may be read; takes it off the share of its address unless it will prove its sender. */
    boolean grantsReading(Format format, InetAddress from, long nanos) {
        return format == Format.SEALED || addresses.admits(from, nanos);
    }

    /** Whether what was read may be used; takes it off the share of its sender if that is proven. */
    boolean grants(Message message, Format format, long nanos) {
        boolean isState = message instanceof Heartbeat || message instanceof Inventory;
        return format == Format.OPEN || shares.admits(new Share(message.origin().node(), isState), nanos);
    }
}
