package org.corelink.gossip.runtime;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;

/** Some agents with their real codecs on a network that carries everything at once, and a time for all. */
final class Lan {
    static final long CLUSTER = 0xC0FFEE;

    /** The wall clock at the start. */
    private static final Instant START = Instant.parse("2026-11-23T14:03:59Z");

    final List<Node> nodes = new ArrayList<>();
    long millis;

    /** Is told whatever is sent, and by whom. */
    BiConsumer<Node, RecordingTransport.Sent> ear = (_, _) -> {};

    /** One agent of the network. */
    final class Node {
        final Identity identity;
        final InetAddress address;
        final RecordingTransport transport = new RecordingTransport();
        final List<MembershipEvent> events = new ArrayList<>();
        final GossipAgent agent;

        private Node(GossipConfig config, Identity identity, InetAddress address) {
            this.identity = identity;
            this.address = address;
            List<Channel> channels = new ArrayList<>();
            for (Format format : config.mode().formats()) {
                Publication publication =
                        new Publication(Payload.EMPTY, Payload.of(new byte[] {1}), Payload.of(new byte[] {2}));
                Membership membership = new Membership(
                        format, identity, config, publication, new SplittableRandom(nodes.size()), now());
                channels.add(new Channel(format, Codecs.of(format, identity, config), membership));
            }
            this.agent = new GossipAgent(
                    identity.id(),
                    config,
                    channels,
                    transport,
                    Lan.this::now,
                    (_, happened) -> events.addAll(happened));
        }

        List<Member> members() {
            return agent.view().members();
        }
    }

    static GroupKey key(int epoch) {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        secret[0] = (byte) epoch;
        return new GroupKey(epoch, Payload.of(secret));
    }

    static Keyring ring(int current) {
        return Keyring.of(CLUSTER, key(current));
    }

    static Keyring ring(int current, int next) {
        return new Keyring(CLUSTER, Optional.empty(), key(current), Optional.of(key(next)));
    }

    Node start(String name, Mode mode, Optional<Keyring> keyring) {
        InetAddress address = InetAddress.ofLiteral("10.0.0." + (nodes.size() + 2));
        return add(
                new Node(GossipConfig.lan(name).withMode(mode, keyring), Identity.transientAt(wallClock()), address));
    }

    /** The next run of a node that does not run any more. */
    Node startAgain(Node ended, Mode mode, Optional<Keyring> keyring) {
        long incarnation = wallClock().toEpochMilli();
        Identity run = Identity.of(ended.identity.keys(), incarnation, ended.identity.boot() + 1);
        String name = ended.agent.view().name();
        return add(new Node(GossipConfig.lan(name).withMode(mode, keyring), run, ended.address));
    }

    private Node add(Node node) {
        nodes.add(node);
        return node;
    }

    private Instant wallClock() {
        return START.plusMillis(millis);
    }

    Moment now() {
        return new Moment(millis * 1_000_000, START.toEpochMilli() + millis);
    }

    /** Lets time pass: each node has a turn every 10 ms. */
    void pass(long passing) {
        for (long end = millis + passing; millis < end; millis += 10) {
            for (Node node : nodes) {
                node.agent.doWork();
                carry(node);
            }
        }
    }

    private void carry(Node from) {
        for (RecordingTransport.Sent sent : from.transport.sent) {
            ear.accept(from, sent);
            for (Node to : nodes) {
                if (sent.to() == null || to.address.equals(sent.to())) {
                    to.transport.receive(sent.bytes(), from.address, sent.lane());
                }
            }
        }
        from.transport.sent.clear();
    }
}
