package org.corelink.manager;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipStatus;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.corelink.login.session.SignedInSession;

/** A server that a test sets, and that notes what is done to it. */
final class FixedServer implements ClusterControl, Eviction, ProcessControl, SessionControl, ConnectorControl {
    private static final Keyring KEYS = Keyring.of(1, new GroupKey(7, Payload.of(new byte[GroupKey.SECRET_BYTES])));

    final List<ListedMember> members = new ArrayList<>();
    final List<SignedInSession> sessions = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    Mode mode = Mode.OPEN;
    boolean levelsAreFull;
    Optional<String> unusableFiles = Optional.empty();

    FixedServer() {
        members.add(new ListedMember(
                "here",
                new NodeId("00000000000000aa"),
                MemberState.ONLINE,
                Optional.empty(),
                OptionalLong.of(7),
                Optional.empty()));
        members.add(new ListedMember(
                "old box",
                new NodeId("old box"),
                MemberState.DOWN,
                Optional.of("10.1.2.3"),
                OptionalLong.empty(),
                Optional.of(Duration.ofMillis(61_900))));
        sessions.add(session("b".repeat(64), "bert", "10.1.2.9", 30, Role.VIEWER));
        sessions.add(session("a".repeat(64), "anna", "", 60, Role.VIEWER, Role.OPERATOR, Role.ADMIN));
        sessions.add(session("c".repeat(64), "anna", "fe80::1%eth0", 20, Role.VIEWER));
    }

    private static SignedInSession session(String key, String user, String address, int minutes, Role... roles) {
        return new SignedInSession(
                key,
                new UserPrincipal(user, "f"),
                Set.of(roles),
                address,
                Duration.ofMinutes(minutes).toNanos(),
                0,
                -Duration.ofMinutes(minutes).toNanos());
    }

    Controls controls() {
        return new Controls(this, this, this, this, this);
    }

    @Override
    public List<ListedMember> members() {
        return members;
    }

    @Override
    public GossipReport gossip() {
        return new GossipReport(
                mode,
                mode == Mode.OPEN ? Optional.empty() : Optional.of(KEYS),
                new GossipStatus(List.of("eth0 (10.1.2.1)"), 4_096, -1),
                GossipCounters.ZERO,
                Set.of(Condition.ALONE));
    }

    @Override
    public void resample() {
        done.add("resample");
    }

    @Override
    public Evicted evict(String node) throws RefusedEvictionException {
        if (!node.equals("beta")) {
            throw new RefusedEvictionException("No machine " + node + " was let in from here.", null);
        }
        done.add("evict " + node);
        return new Evicted(8, List.of("gamma", "delta"));
    }

    @Override
    public SequencedMap<String, String> about() {
        return new LinkedHashMap<>(Map.of("coreLinkVersion", "0.02.0 <beta>"));
    }

    @Override
    public SequencedMap<String, Long> figures() {
        return new LinkedHashMap<>(Map.of("uptimeSeconds", 12L));
    }

    @Override
    public String virtualMachine() {
        return "a machine";
    }

    @Override
    public String threads() {
        return "a thread\n";
    }

    @Override
    public String level(String logger) {
        return "INFO";
    }

    @Override
    public boolean setLevel(String logger, Optional<System.Logger.Level> level) {
        done.add(logger + " to " + level.map(Enum::name).orElse("that of its parent"));
        return !levelsAreFull;
    }

    @Override
    public List<SignedInSession> list() {
        return sessions;
    }

    @Override
    public int end(Predicate<SignedInSession> which, String reason) {
        int before = sessions.size();
        sessions.removeIf(which);
        return before - sessions.size();
    }

    @Override
    public long nowNanos() {
        return 0;
    }

    @Override
    public String name() {
        return "https-443";
    }

    @Override
    public List<X509Certificate> certificates() {
        return List.of();
    }

    @Override
    public List<String> protocols() {
        return List.of("TLSv1.3");
    }

    @Override
    public List<String> ciphers() {
        return List.of("TLS_AES_256_GCM_SHA384");
    }

    @Override
    public long connections() {
        return 3;
    }

    @Override
    public void reloadTls() throws IOException {
        if (unusableFiles.isPresent()) {
            throw new IOException(unusableFiles.get());
        }
        done.add("reload");
    }
}
