package org.corelink.gossip.runtime;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right of one node to one identity file, held as a lock that the kernel takes back when the process ends, however
 * it ends. The lock file itself stays: to delete it would let two nodes lock two files of one name.
 */
final class IdentityLock implements AutoCloseable {
    /**
     * What this process holds. A POSIX lock belongs to the process and is lost when any descriptor of its file is
     * closed, so that a second attempt in this process must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private IdentityLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param file an absolute path without symbolic links
     * @return null if another node holds it
     */
    static @Nullable IdentityLock take(Path file) throws IOException {
        if (!HELD.add(file)) {
            return null;
        }
        @Nullable FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, Set.of(CREATE, WRITE), DurableFile.OWNER_ONLY);
            @Nullable FileLock lock = channel.tryLock();
            taken = lock != null;
            return taken ? new IdentityLock(file, channel) : null;
        } finally {
            if (!taken) {
                release(file, channel);
            }
        }
    }

    private static void release(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(file);
        }
    }

    /** Gives the lock back. Idempotent. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            release(path, channel);
        }
    }
}
