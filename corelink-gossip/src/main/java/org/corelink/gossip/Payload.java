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

    /** Largest payload that still fits a heartbeat of 1,400 B with the longest header, in bytes. */
    public static final int MAX_BYTES = 1_120;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies {@code bytes}.
     *
     * @throws IllegalArgumentException if longer than {@link #MAX_BYTES}
     */
    public static Payload of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "payload of " + bytes.length + " B, at most " + MAX_BYTES + " B allowed");
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
