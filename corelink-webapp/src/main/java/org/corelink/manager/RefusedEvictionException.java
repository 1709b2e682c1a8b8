package org.corelink.manager;

import org.jspecify.annotations.Nullable;

/** A machine was not put out, and nothing was changed. The message tells why, and what to do. */
public final class RefusedEvictionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** For that reason. */
    public RefusedEvictionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
