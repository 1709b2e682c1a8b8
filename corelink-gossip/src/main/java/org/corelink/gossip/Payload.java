package org.corelink.gossip;

import java.util.Arrays;

/**
 * What a node tells about itself: bytes that the library carries and never interprets.
 *
 * <p>In the open format these are the UTF-8 bytes of one JSON object, whose fields travel inside the heartbeat beside
 * the library's own.
 */
public final class Payload {
    /** The payload that says nothing: an empty JSON object. */
    public static final Payload EMPTY = new Payload(new byte[] {'{', '}'});

    /** No bytes at all. */
    public static final Payload NONE = new Payload(new byte[0]);

    /**
     * Largest payload that a node of the open format may publish, in bytes: with a name of 64 ASCII characters, which goes
     * into the longest message twice, it still fits a datagram of 1,400 B.
     */
    public static final int MAX_BYTES = 1_050;

    /** Largest payload that a received datagram of 1,400 B can hold, in bytes; 0.01.x nodes may send more than ours. */
    public static final int MAX_RECEIVED_BYTES = 1_400;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies {@code bytes}.
     *
     * @throws IllegalArgumentException if longer than {@link #MAX_RECEIVED_BYTES}; what is published must be no longer
     *     than {@link #MAX_BYTES}
     */
    public static Payload of(byte[] bytes) {
        if (bytes.length > MAX_RECEIVED_BYTES) {
            throw new IllegalArgumentException(
                    "payload of " + bytes.length + " B, at most " + MAX_RECEIVED_BYTES + " B allowed");
        }
        return new Payload(bytes.clone());
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " B]";
    }
}
