package org.corelink.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which PAM service checks sign-ins unless one is named. */
public final class PamService {
    private static final Path OWN = Path.of("/etc/pam.d/corelink");

    private PamService() {}

    /** {@code corelink} where the host has a file for it, else {@code login}, which every Linux has. */
    public static String ofThisHost() {
        return Files.exists(OWN) ? "corelink" : "login";
    }
}
