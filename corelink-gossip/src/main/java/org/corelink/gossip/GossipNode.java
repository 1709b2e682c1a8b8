package org.corelink.gossip;

import java.io.IOException;

/** One running member of a cluster. Owns two sockets and one thread until closed. */
@SuppressWarnings("DoNotCallSuggester")
public final class GossipNode implements AutoCloseable {
    private GossipNode() {}

    /**
     * Opens the sockets and starts the thread; the first heartbeat goes out at once.
     *
     * <p>A missing multicast route or interface is no error: the node keeps trying and {@link #counters()} show the
     * failures.
     *
     * @param payload what to say until the first {@link #publish}
     * @throws IOException if a port is taken or the address cannot be bound
     */
    public static GossipNode start(GossipConfig config, Payload payload, GossipListener listener) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Replaces what this node says about itself from its next heartbeat on. */
    public void publish(Payload payload) {
        throw new UnsupportedOperationException();
    }

    /** The newest view. */
    public MembershipView view() {
        throw new UnsupportedOperationException();
    }

    /** The counters as of the last duty cycle. */
    public GossipCounters counters() {
        throw new UnsupportedOperationException();
    }

    /** Ends the thread and closes the sockets; returns when both are done, within two seconds. Idempotent. */
    @Override
    public void close() {}
}
