package org.corelink.gossip.runtime;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A small file that is replaced as a whole, readable by its owner only: after a crash at any moment it holds either the
 * old or the new bytes, and once {@link #write} has returned, the new ones.
 *
 * @param path where it is
 */
record DurableFile(Path path) {
    /** Longest file that is read, in bytes. */
    static final int MAX_BYTES = 65_536;

    /** Permissions of every file made here. */
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The file with this ending added to its name. */
    DurableFile sibling(String ending) {
        return new DurableFile(path.resolveSibling(path.getFileName() + ending));
    }

    /** The bytes, cut after {@link #MAX_BYTES}; empty if there is no such file. */
    Optional<byte[]> read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Optional.of(in.readNBytes(MAX_BYTES));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces the bytes; on an error the old ones stay. */
    void write(byte[] bytes) throws IOException {
        Path fresh = sibling(".tmp").path;
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(fresh, Set.of(CREATE_NEW, WRITE), OWNER_ONLY)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    /** Gives the file another, unused name. */
    void moveTo(DurableFile target) throws IOException {
        Files.move(path, target.path);
        syncFolder();
    }

    /** A new name is on the disk only when its folder is. */
    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path.resolveSibling(""), READ)) {
            folder.force(true);
        }
    }
}
