package org.corelink.gossip;

import java.util.Optional;

/** How datagrams are written, and what they are worth. */
public enum Format {
    /** Readable JSON, as CoreLink 0.01.x speaks it: anybody on the LAN can have written it. */
    OPEN((byte) '{'),
    /** Encrypted and authenticated under the cluster's group key: only its nodes can have written it. */
    SEALED((byte) 0xC1);

    private static final Format[] ALL = values();

    private final byte firstByte;

    Format(byte firstByte) {
        this.firstByte = firstByte;
    }

    /** The format of a datagram, by its first byte; empty if it is of none, or has no byte. */
    public static Optional<Format> of(byte[] datagram) {
        if (datagram.length > 0) {
            for (Format format : ALL) {
                if (format.firstByte == datagram[0]) {
                    return Optional.of(format);
                }
            }
        }
        return Optional.empty();
    }
}
