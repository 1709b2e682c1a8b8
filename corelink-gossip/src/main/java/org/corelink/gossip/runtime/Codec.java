package org.corelink.gossip.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Update;

/** How one format writes and reads. One thread calls it. */
public interface Codec {
    /** Reads one datagram; never throws, whatever the bytes. */
    Decoding decode(Datagram datagram);

    /** The bytes of one message of this node. */
    byte[] encode(Message message);

    /** What was last heard from {@code about}, in as many messages as it takes. */
    List<Update> relay(Origin self, Collection<NodeId> about);

    /** It is {@code nowNanos} now, for whatever is limited by time. */
    void turn(long nowNanos);

    /** Who was heard to send under the next key of the ring; once for each ring. */
    Optional<KeyNotice> rotation();

    /** Sends under the current key of another ring from now on, and understands all of its keys and no others. */
    void use(Keyring keyring);
}
