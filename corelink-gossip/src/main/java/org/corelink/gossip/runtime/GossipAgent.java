package org.corelink.gossip.runtime;

import static java.lang.System.Logger.Level.DEBUG;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Publication;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.membership.Outbound;
import org.corelink.gossip.membership.Reception;
import org.corelink.gossip.membership.Step;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.membership.Verdict;
import org.corelink.gossip.runtime.Tally.Outcome;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.transport.TransportStatus;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Update;
import org.jspecify.annotations.Nullable;

/**
 * One node without a thread: whoever calls {@link #doWork} again and again is its thread.
 *
 * <p>{@link #publish}, {@link #use}, {@link #view}, {@link #counters} and {@link #status} may be called on any thread, all
 * else on the one.
 */
public final class GossipAgent {
    /** Most datagrams taken in one turn: whatever comes in, a turn ends and the own heartbeat goes out. */
    static final int BATCH = 256;

    private static final System.Logger LOG = System.getLogger(GossipAgent.class.getName());

    private final GossipConfig config;
    private final List<Channel> channels;
    private final Transport transport;
    private final TimeSource time;
    private final GossipListener listener;
    private final Admission admission = new Admission();
    private final Inflow inflow;
    private final Tally tally = new Tally();
    private final Faults faults;
    private final Outbox outbox;
    private final HeldKeys keys;
    private final List<MembershipEvent> events = new ArrayList<>();
    private final AtomicReference<@Nullable Request> requested = new AtomicReference<>();
    private long regularNanos;
    private long seenRevision;
    private long seenTargetsRevision;
    private volatile MembershipView view;
    private volatile TransportStatus status;

    /** What the application wants said, and whether at once. */
    private record Request(Publication publication, boolean urgent) {}

    /**
     * An agent that has done nothing yet.
     *
     * @param self id of this node
     * @param channels one for each format that it speaks, the more trusted first
     */
    public GossipAgent(
            NodeId self,
            GossipConfig config,
            List<Channel> channels,
            Transport transport,
            TimeSource time,
            GossipListener listener) {
        this.config = config;
        this.channels = List.copyOf(channels);
        this.transport = transport;
        this.time = time;
        this.listener = listener;
        this.faults = new Faults(config.name(), tally);
        this.outbox = new Outbox(transport, tally, faults);
        this.keys = new HeldKeys(config.keyring());
        this.regularNanos = time.now().nanos();
        this.inflow = new Inflow(regularNanos);
        this.view = MembershipView.empty(self, config.name());
        this.status = transport.status();
    }

    /**
     * One turn: what was received, what is due, what changed.
     *
     * @return the monotonic time of the next turn, in nanoseconds, unless something urgent calls earlier
     */
    public long doWork() {
        Moment now = time.now();
        transport.refresh(now.nanos());
        followInterfaces(now.nanos());
        takeRequests(now.nanos());
        int drained = drain(now);
        inflow.add(drained, now.nanos());
        takeRefusals(now);
        for (Channel channel : channels) {
            noticeRotation(channel);
            perform(channel, channel.membership().tick(now));
        }
        followBeatTargets();
        publishView();
        return drained == BATCH ? now.nanos() : nextTurnNanos(now.nanos());
    }

    private long nextTurnNanos(long nowNanos) {
        if (Timing.isDue(regularNanos, nowNanos)) {
            long nextNanos = regularNanos + Timing.RHYTHM.toNanos();
            regularNanos = Timing.isDue(nextNanos, nowNanos) ? nowNanos + Timing.RHYTHM.toNanos() : nextNanos;
        }
        long dueNanos = config.listening()
                ? regularNanos
                : nowNanos + config.heartbeat().toNanos();
        for (Channel channel : channels) {
            dueNanos = channel.membership().nextDueNanos(nowNanos, dueNanos);
        }
        return inflow.nextNanos(dueNanos);
    }

    private void followInterfaces(long nanos) {
        TransportStatus before = status;
        status = transport.status();
        List<String> interfaces = status.interfaces();
        if (!interfaces.isEmpty() && !interfaces.equals(before.interfaces())) {
            channels.forEach(channel -> channel.membership().reconnected(nanos));
        }
    }

    private void takeRequests(long nanos) {
        Request request = requested.getAndSet(null);
        if (request != null) {
            channels.forEach(channel -> take(request, channel, nanos));
        }
        Keyring ring = keys.takeRequest();
        if (ring != null) {
            change(ring);
        }
    }

    private static void take(Request request, Channel channel, long nanos) {
        if (request.urgent()) {
            channel.membership().publishNow(request.publication(), nanos);
        } else {
            channel.membership().publish(request.publication(), nanos);
        }
    }

    private void change(Keyring ring) {
        boolean rotated = keys.hold(ring);
        for (Channel channel : channels) {
            channel.codec().use(ring);
            channel.membership().keysChanged();
            if (rotated && channel.format() == Format.SEALED) {
                outbox.send(
                        channel, channel.membership().keyNotice(ring.current().epoch()));
            }
        }
    }

    private void noticeRotation(Channel channel) {
        Optional<KeyNotice> notice = channel.codec().rotation();
        if (notice.isPresent()) {
            perform(channel, channel.membership().onRotation(notice.get()));
        }
    }

    private int drain(Moment now) {
        for (Channel channel : channels) {
            channel.codec().turn(now.nanos());
        }
        int count = 0;
        Datagram datagram = transport.poll();
        while (datagram != null) {
            count++;
            tally.received(datagram.bytes().length, outcome(datagram, now));
            datagram = count < BATCH ? transport.poll() : null;
        }
        return count;
    }

    private Outcome outcome(Datagram datagram, Moment now) {
        try {
            return judge(datagram, now);
        } catch (RuntimeException e) {
            faults.met("a datagram from " + datagram.from().getHostAddress(), e);
            return Outcome.rejected(RejectReason.INTERNAL_ERROR);
        }
    }

    /** The cheapest tests come first. */
    private Outcome judge(Datagram datagram, Moment now) {
        if (!transport.isLocal(datagram.from())) {
            return Outcome.rejected(RejectReason.FOREIGN_SUBNET);
        }
        Optional<Format> format = Format.of(datagram.bytes());
        if (format.isEmpty()) {
            return Outcome.rejected(RejectReason.UNKNOWN_FORMAT);
        }
        Channel channel = channel(format.get());
        if (channel == null) {
            return Outcome.rejected(RejectReason.NOT_SPOKEN);
        }
        return admission.grantsReading(format.get(), datagram.from(), now.nanos())
                ? judge(datagram, channel, now)
                : Outcome.rejected(RejectReason.RATE_LIMITED);
    }

    private @Nullable Channel channel(Format format) {
        for (Channel channel : channels) {
            if (channel.format() == format) {
                return channel;
            }
        }
        return null;
    }

    private Outcome judge(Datagram datagram, Channel channel, Moment now) {
        return switch (channel.codec().decode(datagram)) {
            case Decoding.Rejected(RejectReason reason) -> {
                switch (reason) {
                    case UNKNOWN_SENDER -> perform(channel, channel.membership().onUnknownSender(datagram.from(), now));
                    case UNKNOWN_EPOCH -> channel.membership().onUnknownEpoch(now);
                    default -> {
                        // Changes nothing.
                    }
                }
                yield Outcome.rejected(reason);
            }
            case Decoding.Decoded(Message message) ->
                new Outcome(message.type(), judge(message, channel, datagram, now));
        };
    }

    private Verdict judge(Message message, Channel channel, Datagram datagram, Moment now) {
        if (!admission.grants(message, channel.format(), now.nanos())) {
            return new Verdict.Rejected(RejectReason.RATE_LIMITED);
        }
        boolean multicast = datagram.lane().isMulticast();
        if (isShadowed(message, channel)) {
            channel.membership().overhear(multicast, now);
            if (!multicast) {
                Channel trusted = channels.getFirst();
                perform(
                        trusted,
                        trusted.membership().reintroduce(message.origin().node(), datagram.from(), now));
            }
            return new Verdict.Rejected(RejectReason.SHADOWED);
        }
        if (!PayloadFilter.accepts(message, config.payloadCheck())) {
            return new Verdict.Rejected(RejectReason.INVALID_PAYLOAD);
        }
        Reception reception = channel.membership().on(message, multicast, datagram.from(), now);
        perform(channel, reception.step());
        if (message instanceof Update update && reception.verdict() instanceof Verdict.Accepted) {
            update.relayed().forEach(relayed -> takeRelayed(relayed, channel, now));
        }
        return reception.verdict();
    }

    /** Whether the sender is known by a format that is worth more. */
    private boolean isShadowed(Message message, Channel channel) {
        NodeId sender = message.origin().node();
        Channel trusted = channels.getFirst();
        return channel.format() != trusted.format() && trusted.membership().hasMember(sender);
    }

    private void takeRelayed(Update.Relayed relayed, Channel channel, Moment now) {
        Datagram datagram = new Datagram(relayed.datagram().toByteArray(), relayed.address(), Lane.DIRECT);
        if (transport.isLocal(relayed.address())
                && channel.codec().decode(datagram) instanceof Decoding.Decoded(Message message)
                && PayloadFilter.accepts(message, config.payloadCheck())) {
            perform(
                    channel,
                    channel.membership()
                            .onRelayed(message, relayed.address(), now)
                            .step());
        }
    }

    private void takeRefusals(Moment now) {
        InetAddress address = transport.pollRefusal();
        for (int count = 0; address != null && count < BATCH; count++) {
            tally.refusal();
            for (Channel channel : channels) {
                perform(channel, channel.membership().onRefusal(address, now));
            }
            address = transport.pollRefusal();
        }
    }

    private void perform(Channel channel, Step step) {
        tally.happened(step.events());
        for (MembershipEvent happened : step.events()) {
            MembershipEvent event = Promotion.told(happened, channel, channels);
            if (event instanceof MembershipEvent.KeyRotated rotated && keys.uses(rotated.epoch())) {
                continue; // It is no news: this node has made that rotation too.
            }
            LOG.log(DEBUG, "{0}: {1}", config.name(), event);
            events.add(event);
            if (event instanceof MembershipEvent.KeyRotated rotated) {
                keys.follow(rotated.epoch());
            }
        }
        for (Outbound outbound : step.outbound()) {
            outbox.send(channel, outbound);
        }
    }

    private void followBeatTargets() {
        long revision = 0;
        for (Channel channel : channels) {
            revision += channel.membership().beatTargetsRevision();
        }
        if (revision == seenTargetsRevision) {
            return;
        }
        seenTargetsRevision = revision;
        Set<InetAddress> targets = new LinkedHashSet<>();
        for (Channel channel : channels) {
            targets.addAll(channel.membership().beatTargets());
        }
        transport.watchRefusals(targets);
    }

    private void publishView() {
        Set<Condition> conditions =
                Limits.of(channels, tally.faults() > 0, !status.interfaces().isEmpty());
        events.addAll(Limits.news(view, conditions));
        long revision = 0;
        for (Channel channel : channels) {
            revision += channel.membership().revision();
        }
        if (revision == seenRevision && events.isEmpty()) {
            return;
        }
        seenRevision = revision;
        view = new MembershipView(
                view.revision() + 1, view.self(), view.name(), ViewMerge.members(channels), conditions);
        List<MembershipEvent> happened = List.copyOf(events);
        events.clear();
        try {
            listener.onChange(view, happened);
        } catch (RuntimeException e) {
            faults.met("the listener", e);
        }
    }

    /** Tells the others that this node goes. */
    public void leave() {
        for (Channel channel : channels) {
            channel.membership().leave().forEach(outbound -> outbox.send(channel, outbound));
        }
    }

    /** Counts an error that the node survives. */
    void fault(String where, Throwable error) {
        faults.met(where, error);
    }

    /** Asks for {@code publication} to be said from the next turn on, if urgent with an early heartbeat. Any thread. */
    public void publish(Publication publication, boolean urgent) {
        requested.updateAndGet(waiting -> new Request(publication, urgent || (waiting != null && waiting.urgent())));
    }

    /**
     * Asks for another ring of keys from the next turn on. Any thread.
     *
     * @throws IllegalArgumentException if it is the ring of another cluster
     */
    public void use(Keyring ring) {
        keys.request(ring);
    }

    /** The newest view. Any thread. */
    public MembershipView view() {
        return view;
    }

    /** The counters as of now. Any thread. */
    public GossipCounters counters() {
        return tally.counters();
    }

    /** The sockets and interfaces as of the last turn. Any thread. */
    public TransportStatus status() {
        return status;
    }
}
