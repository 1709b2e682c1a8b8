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

    static JoinException caAway(String issuer, Endpoint where, Throwable cause) {
        return new JoinException(
                issuer + ", whose CA this machine has joined, does not answer at " + where + " (" + cause.getMessage()
                        + "). There, corelink --serve or corelink --agent has to run, and the port to be open; if it is"
                        + " elsewhere now: corelink --regen-cert --ca-server HOST. Certificate and keys stay as they"
                        + " are.",
                true,
                cause);
    }

    /** Nobody has said where the CA answers. */
    public static JoinException unknownWhere(String issuer) {
        return new JoinException(
                "It is not known where " + issuer + " answers, whose CA this machine has joined. Say it once: corelink"
                        + " --regen-cert --ca-server HOST",
                false,
                null);
    }

    /** Whether there is nobody to talk to. */
    public boolean isNobodyThere() {
        return nobodyThere;
    }
}
