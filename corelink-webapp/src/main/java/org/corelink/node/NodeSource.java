package org.corelink.node;

/** What a {@link NodeSampler} asks, each by itself. The order is that in which ages travel: new ones come last. */
public enum NodeSource {
    /** The GPUs. */
    GPUS,
    /** The network links. */
    LINKS,
    /** The clock. */
    CLOCK,
    /** The machine as a whole and CoreLink's own process. */
    SYSTEM,
    /** The disk. */
    DISK
}
