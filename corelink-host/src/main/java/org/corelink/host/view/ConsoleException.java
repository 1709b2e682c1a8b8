package org.corelink.host.view;

/** The console does not tell what was asked. The message says why and what to do, for a person. */
public final class ConsoleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Cause {
        /** Nobody answers. */
        NOBODY,
        /** It wants to know who asks. */
        NOT_SIGNED_IN,
        /** It has answered something else. */
        REFUSED
    }

    private final Cause why;

    /** With a message for a person. */
    public ConsoleException(Cause why, String message) {
        super(message);
        this.why = why;
    }

    /** Why. */
    public Cause why() {
        return why;
    }
}
