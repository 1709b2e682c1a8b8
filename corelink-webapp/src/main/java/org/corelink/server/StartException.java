package org.corelink.server;

/** The server could not start. The message names the cause and the next step, for a person to read. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Something below failed in the given way. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
