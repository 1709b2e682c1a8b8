package org.corelink.manager;

import java.net.InetAddress;

/**
 * All addresses that begin with the same bits, written as {@code 10.1.0.0/16} or {@code fd00::/8}; a single address without a
 * length stands for itself. Pure.
 *
 * @param first one address of the range
 * @param prefixBits how many leading bits all of them share
 */
record AddressRange(InetAddress first, int prefixBits) {
    /** Checks the length. */
    AddressRange {
        int bits = first.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException(
                    first.getHostAddress() + "/" + prefixBits + ": the length must be 0 to " + bits);
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is anything else; the message says what
     */
    static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int bits = address.getAddress().length * Byte.SIZE;
        if (parts.length == 1) {
            return new AddressRange(address, bits);
        }
        try {
            return new AddressRange(address, Integer.parseInt(parts[1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + ": behind the slash stands the number of leading bits", e);
        }
    }

    /** Whether an address is in it. IPv4 addresses are in no range of IPv6. */
    boolean contains(InetAddress address) {
        byte[] own = first.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int i = 0; i < own.length; i++) {
            int shared = Math.clamp(prefixBits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            int mask = 0xFF << (Byte.SIZE - shared) & 0xFF;
            if (((own[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
