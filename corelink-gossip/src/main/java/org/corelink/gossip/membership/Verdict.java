package org.corelink.gossip.membership;

import org.corelink.gossip.RejectReason;

/** What became of one received message. */
public sealed interface Verdict {
    /** See {@link Accepted}. */
    Verdict ACCEPTED = new Accepted();

    /** See {@link OwnEcho}. */
    Verdict OWN_ECHO = new OwnEcho();

    /** It was understood and used, even where it called for nothing. */
    record Accepted() implements Verdict {}

    /** It is this node's own multicast, looped back. */
    record OwnEcho() implements Verdict {}

    /** It changed nothing. */
    record Rejected(RejectReason reason) implements Verdict {}
}
