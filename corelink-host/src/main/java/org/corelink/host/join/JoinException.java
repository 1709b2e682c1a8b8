package org.corelink.host.join;

import org.jspecify.annotations.Nullable;

/** Inviting or joining failed. The message names the cause and the next step, for a person to read. */
public final class JoinException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean nobodyThere;

    JoinException(String message, @Nullable Throwable cause) {
        this(message, false, cause);
    }

    private JoinException(String message, boolean nobodyThere, @Nullable Throwable cause) {
        super(message, cause);
        this.nobodyThere = nobodyThere;
    }

    static JoinException nobodyAt(Endpoint where, Throwable cause) {
        return new JoinException(
                "Nobody answers at " + where + " (" + cause.getMessage()
                        + "). The invitation has ended, or a firewall is"
                        + " between. A new one: corelink --invite there",
                true,
                cause);
    }

    /** Whether there is no invitation to talk to. */
    public boolean isNobodyThere() {
        return nobodyThere;
    }
}
