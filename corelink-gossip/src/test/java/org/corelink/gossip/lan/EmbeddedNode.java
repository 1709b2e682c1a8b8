package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.RejectReason;

/**
 * One member in this JVM whose sockets are on a host: starts at once, can be given other keys, and remembers its events.
 * Its thread is started on the host, and so are all sockets that it opens later.
 */
final class EmbeddedNode implements AutoCloseable {
    private static final long POLL_NANOS = 20_000_000;
    private static final Duration REBIND = Duration.ofSeconds(5);

    private final Identity identity;
    private final Host host;
    private final GossipNode node;
    private final List<MembershipEvent> events;

    private EmbeddedNode(Identity identity, Host host, GossipNode node, List<MembershipEvent> events) {
        this.identity = identity;
        this.host = host;
        this.node = node;
        this.events = events;
    }

    static EmbeddedNode start(String name, Host host, Mode mode, Optional<Keyring> ring) throws IOException {
        return start(name, host, mode, ring, Identity.transientAt(Instant.now()));
    }

    private static EmbeddedNode start(String name, Host host, Mode mode, Optional<Keyring> ring, Identity identity)
            throws IOException {
        GossipConfig config = GossipConfig.lan(name).withMode(mode, ring);
        Publication said = new Publication(
                Payload.EMPTY, Payload.of("inventory".getBytes(UTF_8)), Payload.of("reading".getBytes(UTF_8)));
        List<MembershipEvent> events = new CopyOnWriteArrayList<>();
        GossipNode node = host.namespace()
                .call(() -> GossipNode.start(config, identity, said, (_, happened) -> events.addAll(happened)));
        return new EmbeddedNode(identity, host, node, events);
    }

    /** The next run of this node, which must be closed, in another mode. */
    EmbeddedNode startAgain(Mode mode, Optional<Keyring> ring) throws IOException {
        Identity next = Identity.of(identity.keys(), System.currentTimeMillis(), identity.boot() ^ 1);
        long start = System.nanoTime();
        while (true) {
            try {
                return start(name(), host, mode, ring, next);
            } catch (IOException e) {
                // A process that another test has just started holds all sockets of this JVM until it closes them.
                if (System.nanoTime() - start > REBIND.toNanos()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    String name() {
        return node.view().name();
    }

    NodeId id() {
        return identity.id();
    }

    void use(Keyring ring) {
        node.use(ring);
    }

    /** Each member that it shows as name, format and state. */
    List<String> shown() {
        return node.view().members().stream()
                .map(member -> member.name() + " " + member.format() + " " + member.state())
                .sorted()
                .toList();
    }

    /** The row of one member; fails if it is not shown. */
    Member member(NodeId id) {
        return node.view().members().stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not shown by " + this));
    }

    boolean hasCondition(Condition condition) {
        return node.view().conditions().contains(condition);
    }

    GossipNode node() {
        return node;
    }

    long rejected(RejectReason reason) {
        return node.counters().rejected().get(reason);
    }

    List<MembershipEvent> events() {
        return events;
    }

    /** The kinds of the events about one node, in order. */
    List<String> storyOf(EmbeddedNode other) {
        return events.stream()
                .filter(event -> event.node().equals(other.id()))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    /** Waits until it shows exactly these, each as in {@link #shown}. */
    void awaitShown(Duration limit, String... rows) {
        List<String> expected = List.of(rows).stream().sorted().toList();
        await(expected.toString(), limit, node -> node.shown().equals(expected));
    }

    void await(String what, Duration limit, Predicate<EmbeddedNode> condition) {
        long start = System.nanoTime();
        while (!condition.test(this)) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not in time: " + what + " at " + this);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public String toString() {
        return name() + ", which shows " + shown() + ", " + node.view().conditions() + ", events " + events
                + ", counters " + node.counters();
    }

    @Override
    public void close() {
        node.close();
    }
}
