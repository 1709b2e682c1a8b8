package org.corelink.node;

/** A payload breaks a rule. Without a stack trace: hostile input is normal input. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Which rule. */
    String reason() {
        return reason;
    }

    static void unless(boolean condition, String reason) throws RefusedException {
        if (!condition) {
            throw new RefusedException(reason);
        }
    }
}
