package org.corelink.server;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.seal.KeyringText;

/** The keys of a sealed cluster, kept in a file that all its machines have. SHELL. */
public final class KeptKeyring {
    private static final String FILE = "gossip-keys";

    /** Whoever can read the keys is a member; whoever can write them decides who else is. */
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private KeptKeyring() {}

    /** Where it is looked for unless another place is named. */
    public static Path in(Path data) {
        return data.resolve(FILE);
    }

    /**
     * The keys that the mode needs; empty for {@link Mode#OPEN}, which needs none.
     *
     * @throws StartException if the file is missing, is no key ring, or others may use it; the message says what to do
     */
    static Optional<Keyring> of(ServerConfig config) throws StartException {
        return config.mode() == Mode.OPEN ? Optional.empty() : Optional.of(read(config.keyring(), config.mode()));
    }

    private static Keyring read(Path file, Mode mode) throws StartException {
        try {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            permissions.addAll(Files.getPosixFilePermissions(file));
            if (permissions.removeAll(OTHERS)) {
                throw new StartException("Other users may use the cluster's keys. Mend it: chmod 600 " + file);
            }
            if (Files.size(file) > KeyringText.MAX_LENGTH) {
                throw new IllegalArgumentException("longer than " + KeyringText.MAX_LENGTH + " bytes");
            }
            return KeyringText.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new StartException(
                    "Gossip in mode " + mode.word() + " needs the cluster's keys, and there is no file " + file
                            + ". Make them: corelink --seal; or join a cluster that has some: corelink --invite on one"
                            + " of its machines, and --join here. Without keys: --gossip open.",
                    e);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new StartException(
                    file + " holds no keys of a cluster (" + e.getMessage()
                            + "). Restore it from a backup, or move it away and join again: corelink --invite on"
                            + " another machine of the cluster, and --join here.",
                    e);
        } catch (IOException e) {
            throw new StartException("The cluster's keys cannot be read: " + e, e);
        }
    }
}
