package org.corelink.server;

/** Which PAM service checks sign-ins unless one is named. */
public final class PamService {
    /** The host's file of that name in {@code /etc/pam.d}, or CoreLink's own rules where there is none. */
    public static final String DEFAULT = "corelink";

    private PamService() {}
}
