package org.corelink.host.ca;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.concurrent.locks.ReentrantLock;

/** The top folder of a CoreLink user, and the turns that all who write there take. SHELL; any thread and process. */
final class StoreFolder {
    /** Within one JVM; between processes a lock on a file does it. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final Path path;
    private final GuardedFiles files;

    StoreFolder(Path path, GuardedFiles files) {
        this.path = path.toAbsolutePath();
        this.files = files;
    }

    /** What is done while nobody else writes. */
    interface Work<T> {
        T run() throws StoreException, IOException, GeneralSecurityException;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Makes the folder above those of the nodes, which belongs to whom the top does. */
    void createNodes() throws IOException {
        files.createFolder(nodes());
    }

    /** The folder above those of the nodes. */
    Path nodes() {
        return path.resolve("nodes");
    }

    /** Does {@code work} while nobody else writes; blocks until it is its turn. Makes the folder. */
    <T> T locked(Work<T> work) throws StoreException {
        TURN.lock();
        try {
            files.createFolder(path);
            files.requirePrivate(path);
            try (FileChannel channel =
                            FileChannel.open(files.createEmpty(path.resolve(".lock")), StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            String next = "Free space or mend the permissions, or name another folder: --data DIR";
            throw StoreException.unusable(path, "writing there failed: " + e, next, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("own certificate cannot be encoded", e);
        } finally {
            TURN.unlock();
        }
    }
}
