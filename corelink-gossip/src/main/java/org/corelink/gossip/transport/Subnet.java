package org.corelink.gossip.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 address of this machine with its subnet.
 *
 * @param address the address
 * @param prefixLength leading bits that all addresses of the subnet share, 0 to 32
 */
record Subnet(Inet4Address address, int prefixLength) {
    /** A subnet of two addresses has no broadcast address (RFC 3021). */
    private static final int POINT_TO_POINT_PREFIX = 31;

    boolean contains(InetAddress other) {
        return other instanceof Inet4Address && ((bits(address) ^ bits(other)) & mask()) == 0;
    }

    /** Whether an address means everybody: 255.255.255.255, or all ones behind the prefix. */
    boolean isBroadcast(InetAddress other) {
        if (!(other instanceof Inet4Address)) {
            return false;
        }
        boolean directed = prefixLength < POINT_TO_POINT_PREFIX && contains(other) && (bits(other) | mask()) == -1;
        return directed || bits(other) == -1;
    }

    /** Written out: see {@link org.corelink.gossip.NodeId#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subnet that && prefixLength == that.prefixLength && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    private int mask() {
        return prefixLength == 0 ? 0 : -1 << (Integer.SIZE - prefixLength);
    }

    private static int bits(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes[0] & 0xFF) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
    }
}
