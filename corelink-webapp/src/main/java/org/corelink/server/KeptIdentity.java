package org.corelink.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.corelink.gossip.Identity;
import org.corelink.gossip.runtime.IdentityFile;

/** Who this machine is to the others, kept in the data folder so that it is the same after a restart. SHELL. */
final class KeptIdentity implements AutoCloseable {
    private static final String FILE = "gossip-identity";

    private final IdentityFile file;
    private final Identity identity;

    private KeptIdentity(IdentityFile file, Identity identity) {
        this.file = file;
        this.identity = identity;
    }

    /**
     * Takes the identity that is kept in {@code data}, or a new one, for a run that starts now.
     *
     * @throws IOException if it cannot be kept, or another console has it; the message says what to do
     */
    static KeptIdentity in(Path data) throws IOException {
        IdentityFile file = IdentityFile.at(data.resolve(FILE));
        try {
            Identity identity = file.next(System.currentTimeMillis());
            giveToOwnerOf(data);
            return new KeptIdentity(file, identity);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** What root has written in a user's folder, that user must be able to read when CoreLink runs without sudo. */
    private static void giveToOwnerOf(Path data) throws IOException {
        UserPrincipal owner = Files.getOwner(data);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, FILE + "*")) {
            for (Path path : files) {
                if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    Files.setAttribute(path, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    Identity identity() {
        return identity;
    }

    /** Leaves it to the next run. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
