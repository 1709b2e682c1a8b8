package org.corelink.host.join;

import java.util.Arrays;

/** Some bytes that never change. Pure. */
final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}. */
    static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    int length() {
        return bytes.length;
    }

    /** A copy. */
    byte[] toArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Without what they are. */
    @Override
    public String toString() {
        return bytes.length + " B";
    }
}
