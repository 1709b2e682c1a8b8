package org.corelink.gossip.wire;

import org.corelink.gossip.RejectReason;

/** The outcome of reading one datagram: a message or the reason why there is none. */
public sealed interface Decoding {
    /** The datagram is valid in every respect that the format defines. */
    record Decoded(Message message) implements Decoding {}

    /** The datagram as a whole means nothing. */
    record Rejected(RejectReason reason) implements Decoding {}
}
