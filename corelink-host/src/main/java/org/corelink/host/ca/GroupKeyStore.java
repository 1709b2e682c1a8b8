package org.corelink.host.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.seal.KeyringText;
import org.corelink.server.KeptKeyring;
import org.corelink.server.KeptMode;
import org.corelink.server.StartException;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's keys and the mode of one node, in the node's own folder, which is what a container gets to see. The
 * keys are written before the mode: whatever ends a command in between, a node that is to speak the sealed format has
 * its keys. SHELL; safe for any number of threads and processes.
 */
public final class GroupKeyStore {
    private static final String ADVICE = "Restore it from a backup, or move it away and let this machine in again:"
            + " corelink --invite on a machine of the cluster, corelink --join here.";

    private final StoreFolder store;
    private final Path folder;
    private final GuardedFiles files;
    private final SecureRandom random;

    GroupKeyStore(StoreFolder store, Path folder, GuardedFiles files, SecureRandom random) {
        this.store = store;
        this.folder = folder;
        this.files = files;
        this.random = random;
    }

    /** Where the keys are, if there are any. */
    public Path file() {
        return KeptKeyring.in(folder);
    }

    /**
     * The sealing of this node; empty if its cluster is not sealed.
     *
     * @throws StoreException if what is there must not be used
     */
    public Optional<Sealing> load() throws StoreException {
        if (!Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(new Sealing(readKeys(), readMode(), file(), false));
    }

    /**
     * The sealing of this node.
     *
     * @throws StoreException if its cluster is not sealed, or what is there must not be used
     */
    public Sealing require() throws StoreException {
        return load().orElseThrow(() -> StoreException.unusable(
                file(),
                "it is not there",
                "Make the cluster's keys: corelink --seal; or join a cluster that has some: corelink --join",
                null));
    }

    /**
     * Makes the keys unless they are there, and sets the mode.
     *
     * @param mode null = the one that is set, {@link Mode#MIXED} for a cluster that is made now
     * @throws StoreException if what is there must not be used, or nothing can be written
     */
    public Sealing seal(@Nullable Mode mode) throws StoreException {
        return store.locked(() -> {
            Optional<Sealing> found = load();
            Keyring keyring = found.isPresent() ? found.get().keyring() : GroupKeys.first(random);
            Mode next = mode != null ? mode : found.map(Sealing::mode).orElse(Mode.MIXED);
            write(keyring, next);
            return new Sealing(keyring, next, file(), found.isEmpty());
        });
    }

    /**
     * Takes over the keys and the mode of the cluster that this node has joined.
     *
     * @throws StoreException if this node has the keys of another cluster, or nothing can be written
     */
    public void adopt(Keyring keyring, Mode mode) throws StoreException {
        store.locked(() -> {
            requireNoOtherThan(keyring.cluster());
            write(keyring, mode);
            return keyring;
        });
    }

    /**
     * Whether this node may take the keys of a cluster.
     *
     * @throws StoreException if it has those of another one, or what is there must not be used
     */
    public void requireNoOtherThan(long cluster) throws StoreException {
        Optional<Sealing> found = load();
        if (found.isPresent() && found.get().keyring().cluster() != cluster) {
            throw StoreException.unusable(
                    file(),
                    "it has the keys of another cluster",
                    "If this machine is to leave that one, move the file away, and join again with a new invitation.",
                    null);
        }
    }

    /**
     * Takes the keys that the machine with the CA has now; the mode stays.
     *
     * @return whether they are others than before
     * @throws StoreException if this node has none yet or those of another cluster, or nothing can be written
     */
    public boolean take(Keyring keyring) throws StoreException {
        return store.locked(() -> {
            Sealing found = require();
            requireNoOtherThan(keyring.cluster());
            boolean isNew = !found.keyring().equals(keyring);
            if (isNew) {
                write(keyring, found.mode());
            }
            return isNew;
        });
    }

    /**
     * The next step of a rotation of the key: see {@link GroupKeys#afterStep}.
     *
     * @throws StoreException if there are no keys yet, or what is there must not be used
     */
    public Keyring rotate() throws StoreException {
        return store.locked(() -> {
            Sealing found = require();
            Keyring rotated = GroupKeys.afterStep(found.keyring(), random);
            write(rotated, found.mode());
            return rotated;
        });
    }

    /** New keys for the same cluster, without any that were handed out before; under the lock. */
    Keyring renew() throws StoreException, IOException {
        Sealing found = require();
        Keyring renewed = GroupKeys.afterEviction(found.keyring(), random);
        write(renewed, found.mode());
        return renewed;
    }

    private void write(Keyring keyring, Mode mode) throws IOException {
        store.createNodes();
        files.createFolder(folder);
        files.replace(file(), KeyringText.format(keyring));
        files.replace(KeptMode.beside(file()), mode.word() + "\n");
    }

    private Keyring readKeys() throws StoreException {
        String text = files.readSecret(file());
        try {
            return KeyringText.parse(text);
        } catch (IllegalArgumentException e) {
            throw StoreException.unusable(file(), "it is truncated or damaged (" + e.getMessage() + ")", ADVICE, e);
        }
    }

    private Mode readMode() throws StoreException {
        Path file = KeptMode.beside(file());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            files.readPublic(file);
        }
        try {
            return KeptMode.of(file());
        } catch (StartException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }
}
