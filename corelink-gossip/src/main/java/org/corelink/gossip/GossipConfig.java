package org.corelink.gossip;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that can be chosen about a node. Immutable and checked.
 *
 * @param name the label under which this node appears, normally its host name; valid as a {@link NodeId}
 * @param mode which formats it speaks
 * @param keyring the keys of the sealed format; there unless the mode is {@link Mode#OPEN}
 * @param port multicast port of the group; unicast uses {@code port + 1}
 * @param interfaces names of the network interfaces to use; empty = those with a private IPv4 address and a carrier
 * @param loopback whether to use {@code lo} too, so that other nodes on this machine are reached
 * @param bindAddress the unicast address to own, or {@code 0.0.0.0} for the address of every interface in use; a
 *     distinct 127/8 address lets several nodes share one machine and limits them to {@code lo}
 * @param peers addresses of nodes that are told of this one by unicast too, for networks that lose multicast
 * @param listening false for a node that only announces itself: it joins no group and knows no members, but answers
 *     requests
 * @param heartbeat mean time between two heartbeats
 * @param jitter each interval is uniform in {@code heartbeat ± jitter}
 * @param staleAfter silence after which a member is stale
 * @param removeAfter silence after which a member is forgotten
 * @param maxMembers largest number of members kept, 1 to {@value #MAX_MEMBERS}
 * @param payloadCheck the application's judgement of received payloads
 */
public record GossipConfig(
        String name,
        Mode mode,
        Optional<Keyring> keyring,
        int port,
        List<String> interfaces,
        boolean loopback,
        Inet4Address bindAddress,
        List<Inet4Address> peers,
        boolean listening,
        Duration heartbeat,
        Duration jitter,
        Duration staleAfter,
        Duration removeAfter,
        int maxMembers,
        PayloadCheck payloadCheck) {
    /** Multicast port of the group unless configured. */
    public static final int DEFAULT_PORT = 47_100;

    /** Multicast group of CoreLink. */
    public static final String GROUP = "239.77.77.77";

    /** Largest number of members unless configured. */
    public static final int DEFAULT_MAX_MEMBERS = 254;

    /** Largest number of members that can be configured: a {@link Hearing} has room for them and for this node. */
    public static final int MAX_MEMBERS = Hearing.MAX_NODES - 1;

    /**
     * Checks every bound.
     *
     * @throws IllegalArgumentException with the name of the value that is out of bounds
     */
    public GossipConfig {
        interfaces = List.copyOf(interfaces);
        peers = List.copyOf(peers);
        require(NodeId.isValid(name), "name must be 1 to " + NodeId.MAX_LENGTH + " printable characters");
        require(mode == Mode.OPEN || keyring.isPresent(), "mode " + mode + " needs a keyring");
        require(peers.size() <= DEFAULT_MAX_MEMBERS, "peers must be at most " + DEFAULT_MAX_MEMBERS);
        require(port > 0 && port < 65_535, "port must be 1 to 65534, is " + port);
        require(!jitter.isNegative(), "jitter must not be negative");
        require(
                heartbeat.minus(jitter).compareTo(Duration.ofSeconds(1)) >= 0,
                "heartbeat minus jitter must be at least 1 s");
        require(staleAfter.compareTo(heartbeat.plus(jitter)) > 0, "staleAfter must exceed heartbeat plus jitter");
        require(removeAfter.compareTo(staleAfter) > 0, "removeAfter must exceed staleAfter");
        require(
                maxMembers > 0 && maxMembers <= MAX_MEMBERS,
                "maxMembers must be 1 to " + MAX_MEMBERS + ", is " + maxMembers);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The times of protocol.md on the interfaces of the LAN, without a payload check. */
    public static GossipConfig lan(String name) {
        return new GossipConfig(
                name,
                Mode.OPEN,
                Optional.empty(),
                DEFAULT_PORT,
                List.of(),
                false,
                anyAddress(),
                List.of(),
                true,
                Duration.ofSeconds(5),
                Duration.ofMillis(1_500),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                DEFAULT_MAX_MEMBERS,
                PayloadCheck.NONE);
    }

    /** The same but with these formats, and with the keys of the sealed one. */
    public GossipConfig withMode(Mode mode, Optional<Keyring> keyring) {
        return changed(draft -> {
            draft.mode = mode;
            draft.keyring = keyring;
        });
    }

    /** The same but with these peers. */
    public GossipConfig withPeers(List<Inet4Address> peers) {
        return changed(draft -> draft.peers = peers);
    }

    /** The same but with this multicast port. */
    public GossipConfig withPort(int port) {
        return changed(draft -> draft.port = port);
    }

    /** The same but on these interfaces; empty = automatic. */
    public GossipConfig withInterfaces(List<String> interfaces) {
        return changed(draft -> draft.interfaces = interfaces);
    }

    /** The same but with or without {@code lo} beside the other interfaces. */
    public GossipConfig withLoopback(boolean loopback) {
        return changed(draft -> draft.loopback = loopback);
    }

    /** The same but with this unicast address. */
    public GossipConfig withBindAddress(Inet4Address bindAddress) {
        return changed(draft -> draft.bindAddress = bindAddress);
    }

    /** The same but listening, or only announcing itself. */
    public GossipConfig withListening(boolean listening) {
        return changed(draft -> draft.listening = listening);
    }

    /** The same but with other times. */
    public GossipConfig withTimes(Duration heartbeat, Duration jitter, Duration staleAfter, Duration removeAfter) {
        return changed(draft -> {
            draft.heartbeat = heartbeat;
            draft.jitter = jitter;
            draft.staleAfter = staleAfter;
            draft.removeAfter = removeAfter;
        });
    }

    /** The same but with this largest number of members. */
    public GossipConfig withMaxMembers(int maxMembers) {
        return changed(draft -> draft.maxMembers = maxMembers);
    }

    /** The same but with this judgement of received payloads. */
    public GossipConfig withPayloadCheck(PayloadCheck payloadCheck) {
        return changed(draft -> draft.payloadCheck = payloadCheck);
    }

    private GossipConfig changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toConfig();
    }

    /** The same values while some of them change. */
    private static final class Draft {
        private final String name;
        private Mode mode;
        private Optional<Keyring> keyring;
        private int port;
        private List<String> interfaces;
        private boolean loopback;
        private Inet4Address bindAddress;
        private List<Inet4Address> peers;
        private boolean listening;
        private Duration heartbeat;
        private Duration jitter;
        private Duration staleAfter;
        private Duration removeAfter;
        private int maxMembers;
        private PayloadCheck payloadCheck;

        Draft(GossipConfig config) {
            name = config.name;
            mode = config.mode;
            keyring = config.keyring;
            port = config.port;
            interfaces = config.interfaces;
            loopback = config.loopback;
            bindAddress = config.bindAddress;
            peers = config.peers;
            listening = config.listening;
            heartbeat = config.heartbeat;
            jitter = config.jitter;
            staleAfter = config.staleAfter;
            removeAfter = config.removeAfter;
            maxMembers = config.maxMembers;
            payloadCheck = config.payloadCheck;
        }

        GossipConfig toConfig() {
            return new GossipConfig(
                    name,
                    mode,
                    keyring,
                    port,
                    interfaces,
                    loopback,
                    bindAddress,
                    peers,
                    listening,
                    heartbeat,
                    jitter,
                    staleAfter,
                    removeAfter,
                    maxMembers,
                    payloadCheck);
        }
    }

    private static Inet4Address anyAddress() {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an IPv4 address", e);
        }
    }
}
