package org.corelink.gossip.transport;

import java.net.InetAddress;
import java.util.Set;
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

    /**
     * The next address whose kernel has answered a {@link #beat} with "nobody listens on that port", or null. An answer
     * that is lost or filtered is never reported; and a forged one cannot be told from a true one. Answers are noticed
     * in {@link #await}, however short, and in the next {@link #beat}.
     */
    @Nullable
    InetAddress pollRefusal();

    /** Sends to the group, once on every interface in use: {@link Lane#GROUP}. */
    Sending multicast(byte[] datagram);

    /** As {@link #multicast}, but wakes those that hear it: {@link Lane#CALL}. */
    Sending call(byte[] datagram);

    /** Sends to the unicast port of one address: {@link Lane#DIRECT}. */
    Sending unicast(byte[] datagram, InetAddress to);

    /**
     * Sends to one of the {@link #watchRefusals} addresses by {@link Lane#BEAT}. To any other address the datagram is
     * sent too, but a refusal goes unnoticed.
     */
    Sending beat(byte[] datagram, InetAddress to);

    /** From now on listens for refusals from these addresses only, a handful. */
    void watchRefusals(Set<InetAddress> addresses);

    /**
     * Whether an address is on a subnet of the interfaces in use, or this machine's own. That of a group, of everybody
     * or of nobody is not.
     */
    boolean isLocal(InetAddress address);

    /** What the sockets and interfaces are like at the moment. */
    TransportStatus status();

    /** Follows changes of the interfaces; costs next to nothing where no look at them is due. */
    void refresh(long nowNanos);

    /**
     * Waits until {@code nanos} have passed, {@link #wakeup} is called, or something urgent is there: a datagram of
     * {@link Lane#DIRECT} or {@link Lane#CALL}, or a refusal. The other lanes are not waited for.
     */
    void await(long nanos);

    /** Ends the current or the next {@link #await}. */
    void wakeup();

    /** Lets go of everything. Idempotent. */
    @Override
    void close();
}
