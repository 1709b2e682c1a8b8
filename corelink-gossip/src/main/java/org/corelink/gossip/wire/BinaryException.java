package org.corelink.gossip.wire;

import org.corelink.gossip.RejectReason;

/** Bytes that are no message. Never leaves this package, and carries no stack trace, for it is an everyday event. */
final class BinaryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    BinaryException(RejectReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }
}
