package org.corelink.node.system;

import org.jspecify.annotations.Nullable;

/**
 * The disk on which CoreLink keeps its data. What is not known is null.
 *
 * @param totalMiB size of its file system
 * @param freeMiB what CoreLink may still write
 * @param ownKiB what the files of CoreLink take there
 */
public record DiskReading(
        @Nullable Long totalMiB,
        @Nullable Long freeMiB,
        @Nullable Long ownKiB) {
    /** Nothing is known. */
    public static final DiskReading UNKNOWN = new DiskReading(null, null, null);
}
