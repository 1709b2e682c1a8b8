package org.corelink.server;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A certificate and its key, of one pair.
 *
 * @param certificate PEM file without links in its path
 * @param privateKey PEM file, likewise
 */
record TlsFiles(Path certificate, Path privateKey) {
    /** Renewals follow each other by hours. */
    private static final int TRIES = 3;

    /**
     * What the paths of {@code config} lead to now. Where both lie in one folder that a link leads to, both are of the
     * same one, also while the link moves.
     *
     * @throws IOException if a file is missing
     */
    static TlsFiles of(ServerConfig config) throws IOException {
        boolean together =
                config.certificate().getParent().equals(config.privateKey().getParent());
        for (int i = 0; i < TRIES; i++) {
            TlsFiles files = new TlsFiles(
                    config.certificate().toRealPath(), config.privateKey().toRealPath());
            if (!together
                    || files.certificate().getParent().equals(files.privateKey().getParent())) {
                return files;
            }
        }
        throw new IOException("certificate and key do not belong together");
    }
}
