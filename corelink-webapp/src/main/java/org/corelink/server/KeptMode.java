package org.corelink.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.corelink.gossip.Mode;

/**
 * Which formats of gossip this machine speaks unless it is told: one word, in a file beside the cluster's keys. SHELL.
 */
public final class KeptMode {
    private static final String FILE = "gossip-mode";
    private static final int MAX_BYTES = 64;

    private KeptMode() {}

    /** Where it is looked for. */
    public static Path beside(Path keyring) {
        return keyring.resolveSibling(FILE);
    }

    /**
     * The mode that is kept beside a file of keys; {@link Mode#OPEN} if none is.
     *
     * @throws StartException if the file says no mode; the message says what to do
     */
    public static Mode of(Path keyring) throws StartException {
        Path file = beside(keyring);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unclear(file);
            }
            return Mode.named(
                            Files.readString(file, StandardCharsets.ISO_8859_1).strip())
                    .orElseThrow(() -> unclear(file));
        } catch (NoSuchFileException e) {
            return Mode.OPEN;
        } catch (IOException e) {
            throw new StartException(file + " cannot be read: " + e, e);
        }
    }

    private static StartException unclear(Path file) {
        return new StartException(file + " is neither open, mixed nor sealed. Write it anew: corelink --seal --gossip"
                + " sealed, or mixed while some machines still speak the open format.");
    }
}
