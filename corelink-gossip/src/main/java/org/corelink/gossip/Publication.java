package org.corelink.gossip;

/**
 * What a node says about itself.
 *
 * @param open for the open format: the bytes of one JSON object
 * @param inventory for the sealed format: what seldom changes, at most {@link #MAX_INVENTORY_BYTES}
 * @param reading for the sealed format: what changes all the time, at most {@link #MAX_READING_BYTES}
 */
public record Publication(Payload open, Payload inventory, Payload reading) {
    /**
     * Largest inventory, in bytes: beside the longest name, key and signature it still fits a datagram that another node
     * passes on inside one of its own.
     */
    public static final int MAX_INVENTORY_BYTES = 990;

    /**
     * Largest reading, in bytes: beside whom the node hears among 1,024 it still fits a datagram that another node passes
     * on inside one of its own.
     */
    public static final int MAX_READING_BYTES = 1_144;

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if inventory or reading is too long
     */
    public Publication {
        require("inventory", inventory, MAX_INVENTORY_BYTES);
        require("reading", reading, MAX_READING_BYTES);
    }

    private static void require(String what, Payload payload, int most) {
        if (payload.length() > most) {
            throw new IllegalArgumentException(what + " of " + payload.length() + " B, at most " + most + " B allowed");
        }
    }

    /** For a node of the open format alone. */
    public static Publication open(Payload payload) {
        return new Publication(payload, Payload.NONE, Payload.NONE);
    }
}
