package org.corelink.login.session;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Keeps {@link SavedSessions} in a file that its owner alone may read. It opens no session: of ids it holds hashes. Whoever could
 * write it could be anybody, so one that others have written, or may, is not believed.
 */
final class SessionFile {
    private static final System.Logger LOG = System.getLogger(SessionFile.class.getName());
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private static final Set<PosixFilePermission> FOREIGN_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Path OWN_PROCESS = Path.of("/proc/self");
    private static final Object ROOT = 0;

    /** Many times what anybody's sessions need. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final Path path;

    SessionFile(Path path) {
        this.path = path;
    }

    /** The sessions that may go on. A damaged file is set aside and said: everybody signs in again then. */
    List<SignedInSession> load() {
        try {
            requireOwn();
            return SavedSessions.decode(Files.readString(path)).goOn(now());
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "no sessions from before", e);
        } catch (IOException | IllegalArgumentException e) {
            setAside(e);
        }
        return List.of();
    }

    private void requireOwn() throws IOException {
        PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!file.isRegularFile() || file.size() > MAX_BYTES) {
            throw new IllegalArgumentException("it is no regular file, or a very long one");
        }
        if (!Collections.disjoint(file.permissions(), FOREIGN_WRITE)) {
            throw new IllegalArgumentException("others than its owner may write it");
        }
        List<Object> trusted =
                List.of(ROOT, uid(OWN_PROCESS), uid(path.toAbsolutePath().getParent()));
        if (!trusted.contains(uid(path))) {
            throw new IllegalArgumentException("it belongs to " + file.owner().getName());
        }
    }

    private static Object uid(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid");
    }

    private void setAside(Exception reason) {
        Path bad = path.resolveSibling(path.getFileName() + ".bad");
        LOG.log(
                System.Logger.Level.WARNING,
                "the sessions in {0} cannot be used ({1}); the file is {2} now, and everybody has to sign in again",
                path,
                reason instanceof AccessDeniedException ? "no permission" : reason.getMessage(),
                bad);
        try {
            Files.move(path, bad, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "it could not be moved: {0}", e.toString());
        }
    }

    /** Writes the sessions, whole or not at all. A failure is said: these people sign in again after the next restart. */
    void save(List<SignedInSession> sessions) {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        byte[] text = new SavedSessions(now(), sessions).encode().getBytes(StandardCharsets.UTF_8);
        try {
            Files.deleteIfExists(next);
            try (FileChannel file = FileChannel.open(
                    next,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                // Not the channel itself: on a disk that is nearly full it may write a part, and say so in its result
                // alone.
                Channels.newOutputStream(file).write(text);
                file.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "sessions cannot be kept over a restart: {0}", e.toString());
        }
    }

    private static SavedSessions.Moment now() {
        String boot = "";
        try {
            boot = Files.readString(BOOT).strip();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no id of this run of the kernel", e);
        }
        return new SavedSessions.Moment(boot, System.nanoTime(), System.currentTimeMillis());
    }
}
