package org.corelink.host.ca;

import org.jspecify.annotations.Nullable;

/** What another machine asks for or has sent is not accepted. The message says why, for a person to read. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Refused by a rule. */
    public RefusedException(String message) {
        this(message, null);
    }

    /** Refused because of something below. */
    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
