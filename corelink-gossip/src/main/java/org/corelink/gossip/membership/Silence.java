package org.corelink.gossip.membership;

/** What it means to this node that another gives no sign of life. */
enum Silence {
    /** Of the death of the other. */
    EVIDENCE,

    /** Others are heard, but of late none that hears this node: helpers are asked for a sign of themselves too. */
    IN_DOUBT,

    /** Nothing: this node hears nobody at all, or another machine has its id. */
    MEANINGLESS
}
