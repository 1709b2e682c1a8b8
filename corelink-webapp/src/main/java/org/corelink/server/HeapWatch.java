package org.corelink.server;

import java.util.function.LongSupplier;

/**
 * Gives back what the heap has grown by. The serial collector lets the old generation grow to its limit before it looks for
 * garbage there, so that a server which has long come to rest keeps the memory of its start. Not safe for threads.
 */
final class HeapWatch {
    /** So much more than after the last collection is worth another, which takes less than a tenth of a second. */
    static final long GROWTH_BYTES = 16L * 1024 * 1024;

    private final LongSupplier size;
    private final Runnable collection;
    private long sizeBefore = -GROWTH_BYTES;

    /**
     * A watch that has not looked yet, and takes the first look for reason enough.
     *
     * @param size bytes of the heap that are taken from the system
     * @param collection collects all garbage and gives back what is free
     */
    HeapWatch(LongSupplier size, Runnable collection) {
        this.size = size;
        this.collection = collection;
    }

    /** A watch over this process. */
    static HeapWatch ofThisProcess() {
        return new HeapWatch(Runtime.getRuntime()::totalMemory, System::gc);
    }

    /** Collects if it is worth it. Called every half minute. */
    void look() {
        if (size.getAsLong() - sizeBefore >= GROWTH_BYTES) {
            collection.run();
            sizeBefore = size.getAsLong();
        }
    }
}
