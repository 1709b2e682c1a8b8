package org.corelink.gossip.runtime;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.membership.Outbound;
import org.corelink.gossip.membership.Reception;
import org.corelink.gossip.membership.SourceLimiter;
import org.corelink.gossip.membership.Step;
import org.corelink.gossip.membership.Verdict;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.OpenDecoder;
import org.corelink.gossip.wire.OpenEncoder;
import org.jspecify.annotations.Nullable;

/**
 * One node without a thread: whoever calls {@link #doWork} again and again is its thread.
 *
 * <p>{@link #publish}, {@link #view} and {@link #counters} may be called on any thread, all else on the one.
 */
public final class GossipAgent {
    /** Most datagrams taken in one turn: whatever comes in, a turn ends and the own heartbeat goes out. */
    static final int BATCH = 256;

    private static final System.Logger LOG = System.getLogger(GossipAgent.class.getName());

    private final GossipConfig config;
    private final Membership membership;
    private final Transport transport;
    private final TimeSource time;
    private final GossipListener listener;
    private final SourceLimiter limiter = new SourceLimiter();
    private final Tally tally = new Tally();
    private final List<MembershipEvent> events = new ArrayList<>();
    private final AtomicReference<@Nullable Publication> published = new AtomicReference<>();
    private long seenRevision;
    private int drained;
    private volatile MembershipView view = MembershipView.EMPTY;
    private volatile GossipCounters counters = GossipCounters.ZERO;

    /** What the application wants said, and whether at once. */
    private record Publication(Payload payload, boolean urgent) {}

    /** An agent that has done nothing yet. */
    public GossipAgent(
            GossipConfig config, Membership membership, Transport transport, TimeSource time, GossipListener listener) {
        this.config = config;
        this.membership = membership;
        this.transport = transport;
        this.time = time;
        this.listener = listener;
    }

    /**
     * One turn: what was received, what is due, what changed.
     *
     * @return the monotonic time of the next turn, in nanoseconds, unless a datagram or a publication calls earlier
     */
    public long doWork() {
        Moment now = time.now();
        transport.refresh(now.nanos());
        takePublication();
        drained = drain(now);
        perform(membership.tick(now));
        publishView();
        counters = tally.counters();
        return drained == BATCH ? now.nanos() : membership.nextDueNanos(now.nanos());
    }

    private void takePublication() {
        Publication publication = published.getAndSet(null);
        if (publication == null) {
            return;
        }
        if (publication.urgent()) {
            membership.publishNow(publication.payload());
        } else {
            membership.publish(publication.payload());
        }
    }

    private int drain(Moment now) {
        int count = 0;
        Datagram datagram = transport.poll();
        while (datagram != null) {
            count++;
            tally.received(datagram.bytes().length, verdict(datagram, now));
            datagram = count < BATCH ? transport.poll() : null;
        }
        return count;
    }

    private Verdict verdict(Datagram datagram, Moment now) {
        try {
            return judge(datagram, now);
        } catch (RuntimeException e) {
            fault("a datagram from " + datagram.from().getHostAddress(), e);
            return new Verdict.Rejected(RejectReason.INTERNAL_ERROR);
        }
    }

    /** The cheapest tests come first. */
    private Verdict judge(Datagram datagram, Moment now) {
        if (!transport.isLocal(datagram.from())) {
            return new Verdict.Rejected(RejectReason.FOREIGN_SUBNET);
        }
        if (!limiter.admits(datagram.from(), now.nanos())) {
            return new Verdict.Rejected(RejectReason.RATE_LIMITED);
        }
        return switch (OpenDecoder.decode(datagram.bytes())) {
            case Decoding.Rejected(RejectReason reason) -> new Verdict.Rejected(reason);
            case Decoding.Decoded(Message message) -> judge(message, datagram.from(), now);
        };
    }

    private Verdict judge(Message message, InetAddress from, Moment now) {
        if (!isPayloadAccepted(message)) {
            return new Verdict.Rejected(RejectReason.INVALID_PAYLOAD);
        }
        Reception reception = membership.on(message, from, now);
        perform(reception.step());
        return reception.verdict();
    }

    private boolean isPayloadAccepted(Message message) {
        return switch (message) {
            case Heartbeat heartbeat -> config.payloadCheck().accepts(heartbeat.payload());
            case DigestResponse response ->
                config.payloadCheck().accepts(response.state().payload());
            case DigestRequest _ -> true;
        };
    }

    private void perform(Step step) {
        for (MembershipEvent event : step.events()) {
            LOG.log(DEBUG, "{0}: {1}", config.self(), event);
            events.add(event);
        }
        for (Outbound outbound : step.outbound()) {
            byte[] datagram = OpenEncoder.encode(outbound.message());
            Sending sending =
                    switch (outbound) {
                        case Outbound.Multicast _ -> transport.multicast(datagram);
                        case Outbound.Unicast unicast -> transport.unicast(datagram, unicast.to());
                    };
            tally.sent(datagram.length, sending);
        }
    }

    private void publishView() {
        if (membership.revision() == seenRevision) {
            return;
        }
        seenRevision = membership.revision();
        view = new MembershipView(view.revision() + 1, membership.members());
        List<MembershipEvent> happened = List.copyOf(events);
        events.clear();
        try {
            listener.onChange(view, happened);
        } catch (RuntimeException e) {
            fault("the listener", e);
        }
    }

    /** Counts an error that the node survives, and logs the first, second, fourth, eighth ... of them. */
    void fault(String where, Throwable error) {
        tally.fault();
        counters = tally.counters();
        if (Long.bitCount(counters.faults()) == 1) {
            LOG.log(ERROR, "gossip of " + config.self() + " is degraded: error in " + where, error);
        }
    }

    /** Whether the last turn received anything, so that more is likely to come soon. */
    boolean isHearing() {
        return drained > 0;
    }

    /** Asks for {@code payload} to be said from the next turn on, if urgent with an early heartbeat. Any thread. */
    public void publish(Payload payload, boolean urgent) {
        published.updateAndGet(waiting -> new Publication(payload, urgent || (waiting != null && waiting.urgent())));
    }

    /** The newest view. Any thread. */
    public MembershipView view() {
        return view;
    }

    /** The counters as of the last turn. Any thread. */
    public GossipCounters counters() {
        return counters;
    }
}
