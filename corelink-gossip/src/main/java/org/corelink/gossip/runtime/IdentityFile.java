package org.corelink.gossip.runtime;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.Identity;

/**
 * The file that makes a node the same node in every run: its keys, and how far its incarnations have come.
 *
 * <p>Incarnations never go back, wherever the wall clock goes: each start reserves a range of them on the disk before
 * it uses the first. A broken file costs the node its name but not that promise, since a second small file
 * ({@code .inc}) and the broken ones ({@code .bad}), which are kept, are asked too.
 *
 * <p>Held by one node at a time, from {@link #at} to {@link #close}. One thread.
 */
public final class IdentityFile implements AutoCloseable {
    /** Incarnations that a run may raise its own by, to refute what is said of it, without writing the file again. */
    public static final long ROOM = 1_000;

    /** Latest wall clock that is believed, in the year 144,683; above lies room for the restarts after that. */
    private static final long BELIEVABLE = 1L << 52;

    private static final System.Logger LOG = System.getLogger(IdentityFile.class.getName());
    private static final Set<PosixFilePermission> FOREIGN_WRITE = Set.of(GROUP_WRITE, OTHERS_WRITE);
    private static final Set<PosixFilePermission> FOREIGN_READ = Set.of(GROUP_READ, OTHERS_READ);

    private final DurableFile file;
    private final DurableFile hint;
    private final IdentityLock lock;
    private final SecureRandom random = new SecureRandom();

    private IdentityFile(DurableFile file, IdentityLock lock) {
        this.file = file;
        this.hint = file.sibling(".inc");
        this.lock = lock;
    }

    /**
     * Takes the file, which need not exist yet, for this node alone.
     *
     * @throws IOException if its folder is not there or cannot be written, or another node holds the file; the message
     *     names the file and says what to do
     */
    public static IdentityFile at(Path file) throws IOException {
        IdentityLock lock;
        DurableFile real;
        try {
            real = new DurableFile(realPath(file.toAbsolutePath()));
            lock = IdentityLock.take(real.sibling(".lock").path());
        } catch (IOException e) {
            throw cannotKeep(file, e);
        }
        if (lock == null) {
            throw new IOException("the identity file " + file + " is in use by another node;"
                    + " stop that node, or give this one a file of its own");
        }
        return new IdentityFile(real, lock);
    }

    /** One path for one file, through whatever symbolic links it is named. */
    private static Path realPath(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        return file.resolveSibling("").toRealPath().resolve(file.getFileName());
    }

    /**
     * The identity of a run that starts now. When it returns, the disk knows that its incarnation, and the
     * {@link #ROOM} above it, are used.
     *
     * @param wallMillis wall clock, milliseconds since 1970; may be wrong
     * @throws IOException if the file cannot be read or written, then the one before stays; the message names the file
     *     and says what to do
     */
    public Identity next(long wallMillis) throws IOException {
        try {
            Optional<IdentityText> stored = load();
            long used =
                    Math.max(salvage(hint), stored.isPresent() ? stored.get().reserved() : salvageAll());
            long incarnation = Math.max(used + 1, Math.clamp(wallMillis, 1, BELIEVABLE));
            KeyPair keys = stored.isPresent() ? stored.get().keys() : Identity.newKeys();
            IdentityText next = new IdentityText(keys, incarnation + ROOM);
            hint.write(next.toHint());
            file.write(next.toBytes());
            return Identity.of(keys, incarnation, random.nextLong(1, Identity.MAX_BOOT + 1));
        } catch (IOException e) {
            throw cannotKeep(file.path(), e);
        }
    }

    /** What the file holds; empty, and the file set aside, if it cannot be trusted. */
    private Optional<IdentityText> load() throws IOException {
        Optional<byte[]> bytes = file.read();
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file.path());
        if (!Collections.disjoint(permissions, FOREIGN_WRITE)) {
            setAside("others than its owner may write it");
            return Optional.empty();
        }
        Optional<IdentityText> text = IdentityText.parse(bytes.get());
        if (text.isEmpty()) {
            setAside("it is damaged");
        } else if (!Collections.disjoint(permissions, FOREIGN_READ)) {
            LOG.log(
                    WARNING,
                    "others than its owner could read the identity file {0}: it is closed to them now, but whoever has"
                            + " read it can pose as this node; remove it for a new identity",
                    file.path());
        }
        return text;
    }

    private void setAside(String reason) throws IOException {
        DurableFile bad = unusedBad();
        file.moveTo(bad);
        Files.setPosixFilePermissions(bad.path(), PosixFilePermissions.fromString("rw-------"));
        LOG.log(
                WARNING,
                "the identity file {0} is not used, because {1}; it is kept as {2}, and this node gets new keys and"
                    + " with them a new id: others show the old one as gone, and a sealed cluster must enrol it again",
                file.path(),
                reason,
                bad.path());
    }

    private DurableFile unusedBad() {
        int number = 0;
        while (Files.exists(bad(number).path(), NOFOLLOW_LINKS)) {
            number++;
        }
        return bad(number);
    }

    private DurableFile bad(int number) {
        return file.sibling(number == 0 ? ".bad" : ".bad." + number);
    }

    /** The highest incarnation that any file set aside still shows; 0 if none does. */
    private long salvageAll() throws IOException {
        long highest = 0;
        for (int number = 0; Files.exists(bad(number).path(), NOFOLLOW_LINKS); number++) {
            highest = Math.max(highest, salvage(bad(number)));
        }
        return highest;
    }

    private static long salvage(DurableFile from) throws IOException {
        return from.read().map(IdentityText::salvage).orElse(0L);
    }

    private static IOException cannotKeep(Path file, IOException cause) {
        return new IOException(
                "cannot keep this node's identity in " + file + ": " + reason(cause) + ". It needs an existing folder"
                        + " that this process may write, with some free space: correct that, or choose another file",
                cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            default -> String.valueOf(cause.getMessage());
        };
    }

    /** Leaves the file to others. Idempotent. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
