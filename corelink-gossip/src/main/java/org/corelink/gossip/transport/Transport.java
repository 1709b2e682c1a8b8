package org.corelink.gossip.transport;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Carries datagrams between this node and others.
 *
 * <p><b>Not promised:</b> a datagram may be lost, doubled, reordered, cut off behind the longest allowed length, or
 * come from anybody. No method but {@link #await} blocks.
 *
 * <p>One thread calls all methods; any thread may call {@link #wakeup}.
 */
public interface Transport extends AutoCloseable {
    /** The next received datagram, or null if none is waiting. */
    @Nullable
    Datagram poll();

    /** Sends to the group, once on every interface in use. */
    Sending multicast(byte[] datagram);

    /** Sends to the unicast port of one address. */
    Sending unicast(byte[] datagram, InetAddress to);

    /** Whether an address is on a subnet of the interfaces in use, or this machine's own. */
    boolean isLocal(InetAddress address);

    /** Follows changes of the interfaces; costs next to nothing where no look at them is due. */
    void refresh(long nowNanos);

    /** Waits until a datagram is there, {@link #wakeup} is called, or {@code nanos} have passed. */
    void await(long nanos);

    /** Ends the current or the next {@link #await}. */
    void wakeup();

    /** Lets go of everything. Idempotent. */
    @Override
    void close();
}
