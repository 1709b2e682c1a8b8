package org.corelink.gossip.wire;

/**
 * Well-formed JSON that is not a message: a field is missing, of the wrong type or out of its range. Never leaves this
 * package, and carries no stack trace, for a flood of bad datagrams must be cheap.
 */
final class InvalidFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidFieldException(String message) {
        super(message, null, false, false);
    }
}
