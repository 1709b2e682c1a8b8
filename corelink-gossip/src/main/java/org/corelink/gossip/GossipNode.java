package org.corelink.gossip;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.runtime.Channel;
import org.corelink.gossip.runtime.Codecs;
import org.corelink.gossip.runtime.GossipAgent;
import org.corelink.gossip.runtime.GossipThread;
import org.corelink.gossip.runtime.TimeSource;
import org.corelink.gossip.transport.TransportStatus;
import org.corelink.gossip.transport.UdpTransport;
import org.corelink.gossip.wire.OpenPayload;

/** One running member of a cluster. Owns its sockets and one thread until closed. */
public final class GossipNode implements AutoCloseable {
    private final GossipConfig config;
    private final GossipAgent agent;
    private final GossipThread thread;

    private GossipNode(GossipConfig config, GossipAgent agent, GossipThread thread) {
        this.config = config;
        this.agent = agent;
        this.thread = thread;
    }

    /**
     * Opens the sockets and starts the thread; the first heartbeat goes out at once.
     *
     * <p>A missing multicast route or interface is no error: the node keeps trying, and {@link #view()} and
     * {@link #counters()} tell.
     *
     * @param identity who it is in this run; the incarnation has to be stored before, so that it never goes back
     * @param publication what to say until the first {@link #publish}
     * @throws IOException if a port is taken or the address cannot be bound
     * @throws IllegalArgumentException as {@link #publish}
     */
    public static GossipNode start(
            GossipConfig config, Identity identity, Publication publication, GossipListener listener)
            throws IOException {
        check(config, publication);
        Moment now = TimeSource.SYSTEM.now();
        UdpTransport transport = UdpTransport.open(config, now.nanos());
        List<Channel> channels = new ArrayList<>();
        for (Format format : config.mode().formats()) {
            Identity known = config.listening() ? identity : identity.notWatching();
            Membership membership = new Membership(format, known, config, publication, random(format), now);
            channels.add(new Channel(format, Codecs.of(format, known, config), membership));
        }
        GossipAgent agent = new GossipAgent(identity.id(), config, channels, transport, TimeSource.SYSTEM, listener);
        GossipThread thread =
                new GossipThread("corelink-gossip-" + config.name(), !config.listening(), agent, transport);
        thread.start();
        return new GossipNode(config, agent, thread);
    }

    /** Challenges must not be guessed; in the open format there are none. */
    private static RandomGenerator random(Format format) {
        return format == Format.SEALED ? new SecureRandom() : new SplittableRandom();
    }

    private static void check(GossipConfig config, Publication publication) {
        if (config.mode() != Mode.SEALED) {
            OpenPayload.check(config.name(), publication.open());
        }
    }

    /**
     * Replaces what this node says about itself from its next regular heartbeat on: for readings that always change. A
     * changed inventory is said at once.
     *
     * @throws IllegalArgumentException if the open payload, of a node that speaks the open format, is longer than
     *     {@link Payload#MAX_BYTES}, is not one JSON object within the limits of the format, has a field that belongs to
     *     the library ({@code type}, {@code node_id}, {@code timestamp}, {@code seq}, {@code epoch}, {@code id},
     *     {@code inc}, {@code boot}, {@code hears}), or is too long beside an unusually long name
     */
    public void publish(Publication publication) {
        check(config, publication);
        agent.publish(publication, false);
    }

    /**
     * Replaces what this node says about itself and, if it differs from what was said last, says it at once, though not
     * within a second of the last heartbeat: for changes that somebody waits for. Called all the time it makes the
     * rhythm of five seconds one of one second, at five times the cost for everybody.
     *
     * @throws IllegalArgumentException as {@link #publish}
     */
    public void publishNow(Publication publication) {
        check(config, publication);
        agent.publish(publication, true);
        thread.wake();
    }

    /**
     * Replaces the keys of the sealed format. If the current key is another than before, the others are told, so that
     * they use it too or fetch it.
     *
     * @throws IllegalArgumentException if it is the ring of another cluster
     */
    public void use(Keyring keyring) {
        agent.use(keyring);
        thread.wake();
    }

    /**
     * Reads at once what has come by heartbeats, which otherwise waits for the next turn of the rhythm: for an application
     * whose view somebody watches. Each call costs a turn. Any thread.
     */
    public void read() {
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

    /** The sockets as of the last duty cycle. */
    public GossipStatus status() {
        TransportStatus status = agent.status();
        return new GossipStatus(status.interfaces(), status.receiveBufferBytes(), status.kernelDrops());
    }

    /** Says goodbye, ends the thread and closes the sockets; returns when all is done, within two seconds. Idempotent. */
    @Override
    public void close() {
        thread.close();
    }
}
