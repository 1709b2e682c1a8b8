package org.corelink.host.ca;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that only their owner may touch: written whole or not at all, read only if nobody else can have changed them.
 *
 * <p>SHELL. Not safe for several threads or processes at once: {@link CertificateStore} holds a lock.
 */
final class GuardedFiles {
    /** Far more than keys and certificates need. */
    private static final long MAX_BYTES = 64 * 1024;

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OTHERS_ANY = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final @Nullable UserPrincipal owner;

    /** New files are given to {@code owner}; null leaves them to the user that runs this process. */
    GuardedFiles(@Nullable UserPrincipal owner) {
        this.owner = owner;
    }

    /** Makes the folder, 0700, with its parents, unless it is there. */
    void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            createFolder(parent);
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            // Just as well: another process was first, which gives it away too.
            return;
        }
        giveAway(folder);
    }

    /** Makes an empty file, 0600, unless it is there. */
    Path createEmpty(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            // Just as well: another process was first.
            return file;
        }
        giveAway(file);
        return file;
    }

    /**
     * Writes {@code files} (name to text) as the new folder {@code target}: a reader finds all of it or none.
     *
     * @param target must not exist, or be an empty folder
     */
    void publish(Path target, Map<String, String> files) throws IOException {
        Path unfinished = target.resolveSibling(".new-" + target.getFileName());
        deleteTree(unfinished);
        createFolder(unfinished);
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(unfinished.resolve(file.getKey()), file.getValue());
        }
        sync(unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.resolveSibling("."));
    }

    /** Writes a file, 0600, over what is there, from one moment to the next. */
    void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(".new-" + file.getFileName());
        Files.deleteIfExists(unfinished);
        write(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        sync(file.resolveSibling("."));
    }

    /** Makes {@code link} point to its sibling {@code name} from one moment to the next. */
    void relink(Path link, String name) throws IOException {
        Path unfinished = link.resolveSibling(".new-" + link.getFileName());
        Files.deleteIfExists(unfinished);
        Files.createSymbolicLink(unfinished, Path.of(name));
        giveAway(unfinished);
        Files.move(unfinished, link, StandardCopyOption.ATOMIC_MOVE);
        sync(link.resolveSibling("."));
    }

    /** Deletes a file or folder if it is there, and never follows a link. */
    void deleteTree(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(top)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** The text of a file that others may read but not change. */
    String readPublic(Path file) throws StoreException {
        return read(file, OTHERS_WRITE, "chmod go-w " + file);
    }

    /** The text of a file that others may neither read nor change. */
    String readSecret(Path file) throws StoreException {
        return read(file, OTHERS_ANY, "chmod 600 " + file + ", if you are sure that nobody copied it");
    }

    /** Refuses a folder that others may enter, or that belongs to another user. */
    void requirePrivate(Path folder) throws StoreException {
        PosixFileAttributes attributes = attributes(folder);
        if (!attributes.isDirectory()) {
            throw StoreException.unusable(folder, "it is no folder", "Move it away.", null);
        }
        require(folder, attributes, OTHERS_ANY, "chmod 700 " + folder);
    }

    private String read(Path file, Set<PosixFilePermission> forbidden, String mend) throws StoreException {
        PosixFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            throw StoreException.unusable(file, "it is no plain file", "Move it away.", null);
        }
        require(file, attributes, forbidden, mend);
        if (attributes.size() > MAX_BYTES) {
            throw StoreException.unusable(file, "it is larger than any key or certificate", "Move it away.", null);
        }
        try {
            // Latin-1 decodes any bytes; whether they are PEM is for the caller to find out.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void require(Path file, PosixFileAttributes is, Set<PosixFilePermission> forbidden, String mend)
            throws StoreException {
        try {
            UserPrincipal self = Files.getOwner(Path.of("/proc/self"));
            UserPrincipal root = Files.getOwner(Path.of("/proc"));
            if (!is.owner().equals(self)
                    && !is.owner().equals(root)
                    && !is.owner().equals(owner)) {
                String why = "it belongs to " + is.owner().getName() + ", who could change it at any time";
                throw StoreException.unusable(
                        file, why, "Move it away, or: chown " + self.getName() + " " + file, null);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        Set<PosixFilePermission> tooMuch = EnumSet.copyOf(forbidden);
        tooMuch.retainAll(is.permissions());
        if (!tooMuch.isEmpty()) {
            String why = "its permissions " + PosixFilePermissions.toString(is.permissions()) + " are too open";
            throw StoreException.unusable(file, why, "Mend it: " + mend, null);
        }
    }

    private static PosixFileAttributes attributes(Path file) throws StoreException {
        try {
            return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static StoreException unreadable(Path file, IOException e) {
        return StoreException.unusable(
                file,
                "it cannot be read (" + e.getClass().getSimpleName() + ")",
                "Check that it is there and belongs to the user that runs CoreLink.",
                e);
    }

    private void write(Path file, String text) throws IOException {
        create(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        giveAway(file);
    }

    private static void create(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void giveAway(Path path) throws IOException {
        if (owner != null) {
            Files.setAttribute(path, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** A rename is on disk only when the folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
