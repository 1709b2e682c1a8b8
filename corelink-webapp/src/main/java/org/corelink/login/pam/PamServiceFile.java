package org.corelink.login.pam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Which rules PAM follows: the host's file of that name, or CoreLink's own where the host has none for the service
 * {@value #DEFAULT}.
 *
 * @param name name of the service, a file in {@code /etc/pam.d} or in {@code shipped}
 * @param shipped folder with CoreLink's own file
 */
record PamServiceFile(String name, Path shipped) {
    /** The service unless another one is chosen. */
    static final String DEFAULT = "corelink";

    /** What every Linux has, for a Linux-PAM that is too old to take a file from elsewhere. */
    static final String OLD = "login";

    private static final Path HOST = Path.of("/etc/pam.d");

    /**
     * Writes CoreLink's own file.
     *
     * @param folder where; of this process alone
     */
    static PamServiceFile in(Path folder, String name) throws IOException {
        try (InputStream own = Objects.requireNonNull(PamServiceFile.class.getResourceAsStream("corelink.pam"))) {
            Files.write(folder.resolve(DEFAULT), own.readAllBytes());
        }
        return new PamServiceFile(name, folder);
    }

    /** The folder of the file if it is CoreLink's own; empty if it is the host's. Asked each time: a new file counts. */
    Optional<Path> ownFolder() {
        boolean own = name.equals(DEFAULT) && !Files.exists(HOST.resolve(DEFAULT));
        return own ? Optional.of(shipped) : Optional.empty();
    }
}
