package org.corelink.server;

/** The server could not start. The message names the cause and the next step, for a person to read. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure that was found by looking. */
    public StartException(String message) {
        super(message);
    }

    /** A failure of something below. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
