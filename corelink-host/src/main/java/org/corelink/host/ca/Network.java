package org.corelink.host.ca;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of IP addresses of one family.
 *
 * @param base its first address
 * @param prefixLength number of leading bits that all its addresses share, 0 to 32 or 0 to 128
 */
public record Network(InetAddress base, int prefixLength) {
    /**
     * Clears the bits of {@code base} behind the prefix.
     *
     * @throws IllegalArgumentException if the prefix is longer than the address
     */
    public Network {
        int bits = base.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("prefix length must be 0 to " + bits + ", is " + prefixLength);
        }
        base = address(and(base.getAddress(), mask(bits, prefixLength)));
    }

    /** Reads {@code "10.0.0.0/8"}; never asks a name server. */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        return new Network(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether {@code address} is of this family and in this range. */
    public boolean contains(InetAddress address) {
        return address.getAddress().length == base.getAddress().length
                && new Network(address, prefixLength).base.equals(base);
    }

    /** Base and mask, one behind the other, as X.509 name constraints write a range: 8 or 32 bytes. */
    byte[] toConstraint() {
        byte[] address = base.getAddress();
        byte[] both = new byte[address.length * 2];
        System.arraycopy(address, 0, both, 0, address.length);
        System.arraycopy(mask(address.length * 8, prefixLength), 0, both, address.length, address.length);
        return both;
    }

    /**
     * The range that {@link #toConstraint} wrote.
     *
     * @throws IllegalArgumentException if these bytes are no such range
     */
    static Network ofConstraint(byte[] both) {
        if (both.length != 8 && both.length != 32) {
            throw new IllegalArgumentException("a range of addresses has 8 or 32 bytes, not " + both.length);
        }
        byte[] address = new byte[both.length / 2];
        byte[] mask = new byte[both.length / 2];
        System.arraycopy(both, 0, address, 0, address.length);
        System.arraycopy(both, address.length, mask, 0, mask.length);
        return new Network(address(address), new BigInteger(1, mask).bitCount());
    }

    private static byte[] mask(int bits, int prefixLength) {
        byte[] mask = new byte[bits / 8];
        for (int i = 0; i < prefixLength; i++) {
            mask[i / 8] |= (byte) (0x80 >> (i % 8));
        }
        return mask;
    }

    private static byte[] and(byte[] address, byte[] mask) {
        for (int i = 0; i < address.length; i++) {
            address[i] &= mask[i];
        }
        return address;
    }

    /** The address alone, without a name or zone. */
    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixLength;
    }
}
