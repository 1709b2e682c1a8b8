package org.corelink.node.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the file system of a folder. May block for ever where that is on a network that is gone. */
public final class DataDisk implements Supplier<DiskReading> {
    /** Of more files than this the size is unknown: counting them would cost more than it tells. */
    static final int MAX_FILES = 10_000;

    private static final long BYTES_PER_KIB = 1_024;
    private static final long BYTES_PER_MIB = 1_024 * BYTES_PER_KIB;

    private final Path folder;

    /** Looks at the file system of {@code folder}, and at the files in it. */
    public DataDisk(Path folder) {
        this.folder = folder;
    }

    @Override
    public DiskReading get() {
        try {
            FileStore store = Files.getFileStore(folder);
            return new DiskReading(
                    store.getTotalSpace() / BYTES_PER_MIB, store.getUsableSpace() / BYTES_PER_MIB, ownKiB());
        } catch (IOException e) {
            // The folder is gone, or the disk fails.
            return DiskReading.UNKNOWN;
        }
    }

    private @Nullable Long ownKiB() {
        try (Stream<Path> files = Files.walk(folder)) {
            long[] sizes = files.filter(Files::isRegularFile)
                    .limit(MAX_FILES + 1)
                    .mapToLong(DataDisk::size)
                    .toArray();
            long bytes = Arrays.stream(sizes).sum();
            return sizes.length > MAX_FILES ? null : (Long) ((bytes + BYTES_PER_KIB - 1) / BYTES_PER_KIB);
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Gone between the listing and this.
            return 0;
        }
    }
}
