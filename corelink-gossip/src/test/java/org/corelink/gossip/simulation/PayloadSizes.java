package org.corelink.gossip.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.corelink.gossip.Payload;

/**
 * Least sizes of what nodes say about themselves, in bytes: what is shorter is filled up.
 *
 * @param open payload of the open format
 * @param inventory of the sealed format
 * @param reading of the sealed format
 */
record PayloadSizes(int open, int inventory, int reading) {
    static final PayloadSizes ANY = new PayloadSizes(0, 0, 0);

    /** What {@code gossip-node.jar} says of a machine with eight GPUs, on average. */
    static final PayloadSizes OF_EIGHT_GPUS = new PayloadSizes(760, 430, 48);

    /** A JSON object of some fields, with one more that makes it at least that long. */
    static Payload json(String fields, int bytes) {
        int missing = bytes - "{}".length() - fields.length();
        String filler = missing <= 0 ? "" : ",\"f\":[" + "0,".repeat(Math.max(0, missing - 8) / 2) + "0]";
        return Payload.of(("{" + fields + filler + "}").getBytes(UTF_8));
    }

    /** A text that is at least that long. */
    static Payload text(String text, int bytes) {
        return Payload.of((text + ".".repeat(Math.max(0, bytes - text.length()))).getBytes(UTF_8));
    }
}
