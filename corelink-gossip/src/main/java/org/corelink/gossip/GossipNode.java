package org.corelink.gossip;

import java.io.IOException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.corelink.gossip.membership.Identity;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.runtime.GossipAgent;
import org.corelink.gossip.runtime.GossipThread;
import org.corelink.gossip.runtime.TimeSource;
import org.corelink.gossip.transport.UdpTransport;
import org.corelink.gossip.wire.OpenPayload;

/** One running member of a cluster. Owns its sockets and one thread until closed. */
public final class GossipNode implements AutoCloseable {
    private final NodeId self;
    private final GossipAgent agent;
    private final GossipThread thread;

    private GossipNode(NodeId self, GossipAgent agent, GossipThread thread) {
        this.self = self;
        this.agent = agent;
        this.thread = thread;
    }

    /**
     * Opens the sockets and starts the thread; the first heartbeat goes out at once.
     *
     * <p>A missing multicast route or interface is no error: the node keeps trying and {@link #counters()} show the
     * failures.
     *
     * @param payload what to say until the first {@link #publish}
     * @throws IOException if a port is taken or the address cannot be bound
     * @throws IllegalArgumentException as {@link #publish}
     */
    public static GossipNode start(GossipConfig config, Payload payload, GossipListener listener) throws IOException {
        OpenPayload.check(config.self(), payload);
        long nowNanos = System.nanoTime();
        UdpTransport transport = UdpTransport.open(config, nowNanos);
        Identity identity = Identity.startingAt(config.self(), Instant.now());
        Membership membership = new Membership(identity, config, payload, new SplittableRandom(), nowNanos);
        GossipAgent agent = new GossipAgent(config, membership, transport, TimeSource.SYSTEM, listener);
        GossipThread thread =
                new GossipThread("corelink-gossip-" + config.self(), !config.listening(), agent, transport);
        thread.start();
        return new GossipNode(config.self(), agent, thread);
    }

    /**
     * Replaces what this node says about itself from its next regular heartbeat on: for readings that always change.
     *
     * @throws IllegalArgumentException if {@code payload} is longer than {@link Payload#MAX_BYTES}, is not one JSON
     *     object within the limits of the open format, has a field that belongs to the library ({@code type},
     *     {@code node_id}, {@code timestamp}, {@code seq}, {@code epoch}, {@code inc}), or is too long beside an
     *     unusually long name
     */
    public void publish(Payload payload) {
        OpenPayload.check(self, payload);
        agent.publish(payload, false);
    }

    /**
     * Replaces what this node says about itself and, if it differs from what was said last, says it at once, though not
     * within a second of the last heartbeat: for changes that somebody waits for. Called all the time it makes the
     * rhythm of five seconds one of one second, at five times the cost for everybody.
     *
     * @throws IllegalArgumentException as {@link #publish}
     */
    public void publishNow(Payload payload) {
        OpenPayload.check(self, payload);
        agent.publish(payload, true);
        thread.wake();
    }

    /** The newest view. */
    public MembershipView view() {
        return agent.view();
    }

    /** The counters as of the last duty cycle. */
    public GossipCounters counters() {
        return agent.counters();
    }

    /** Ends the thread and closes the sockets; returns when both are done, within two seconds. Idempotent. */
    @Override
    public void close() {
        thread.close();
    }
}
