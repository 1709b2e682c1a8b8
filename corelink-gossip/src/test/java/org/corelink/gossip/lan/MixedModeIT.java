package org.corelink.gossip.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.Mode;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nodes of all modes, of several clusters and under several keys, on one LAN. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class MixedModeIT {
    private static final Duration START = Duration.ofSeconds(20);

    /** All that is silent is stale by then, whatever else is known. */
    private static final Duration STALE = Duration.ofSeconds(25);

    /** A node that was handed keys uses them from its next turn on, and those that follow it from the one after. */
    private static final Duration ROTATION = Duration.ofSeconds(3);

    private final List<EmbeddedNode> nodes = new ArrayList<>();
    private Lan lan;

    @AfterEach
    void removeAll() {
        try (Lan _ = lan;
                ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.forEach(node -> closing.execute(node::close));
        }
    }

    private EmbeddedNode start(String name, Mode mode, Keyring ring) throws IOException {
        Host host = lan.hosts().get(nodes.size());
        EmbeddedNode node =
                EmbeddedNode.start(name, host, mode, mode == Mode.OPEN ? Optional.empty() : Optional.of(ring));
        nodes.add(node);
        return node;
    }

    @Test
    void everyNodeSeesThoseWhoseFormatItSpeaksOnceAndByTheMoreTrustedOne() throws IOException {
        lan = Lan.of(6);
        EmbeddedNode open = start("open", Mode.OPEN, Rings.of(1));
        EmbeddedNode mixed = start("mixed", Mode.MIXED, Rings.of(1));
        EmbeddedNode other = start("other", Mode.MIXED, Rings.of(1));
        EmbeddedNode sealed = start("sealed", Mode.SEALED, Rings.of(1));
        EmbeddedNode stranger = start("stranger", Mode.SEALED, Keyring.of(Rings.CLUSTER + 1, Rings.key(1)));
        EmbeddedNode thief = start("thief", Mode.SEALED, Keyring.of(Rings.CLUSTER, Rings.otherKey(1)));

        open.awaitShown(START, "mixed OPEN ONLINE", "other OPEN ONLINE");
        mixed.awaitShown(START, "open OPEN ONLINE", "other SEALED ONLINE", "sealed SEALED ONLINE");
        other.awaitShown(START, "open OPEN ONLINE", "mixed SEALED ONLINE", "sealed SEALED ONLINE");
        sealed.awaitShown(START, "mixed SEALED ONLINE", "other SEALED ONLINE");
        pass(Duration.ofSeconds(7));

        assertThat(stranger.shown()).isEmpty();
        assertThat(thief.shown()).isEmpty();
        assertThat(sealed.shown()).containsExactly("mixed SEALED ONLINE", "other SEALED ONLINE");
        assertThat(sealed.events()).hasSize(2).hasOnlyElementsOfType(MembershipEvent.Joined.class);
        assertThat(sealed.rejected(RejectReason.FORGED)).isPositive();
        assertThat(sealed.rejected(RejectReason.NOT_SPOKEN)).isPositive();
        assertThat(open.rejected(RejectReason.NOT_SPOKEN)).isPositive();
        assertThat(mixed.rejected(RejectReason.SHADOWED)).isPositive();
        assertThat(thief.rejected(RejectReason.FORGED)).isPositive();
        assertHealthy();
    }

    @Test
    void machineOf001IsShownUnverifiedByMixedNodesAndAnsweredAndNeverTakenForASealedMember() throws IOException {
        lan = Lan.of(3);
        EmbeddedNode mixed = start("mixed", Mode.MIXED, Rings.of(1));
        EmbeddedNode sealed = start("sealed", Mode.SEALED, Rings.of(1));
        mixed.awaitShown(START, "sealed SEALED ONLINE");
        Member before = mixed.member(sealed.id());
        try (LegacyMachine machine = LegacyMachine.on(lan.hosts().getLast())) {
            machine.multicast(LegacyMachine.heartbeat("old", 1));
            machine.multicast(LegacyMachine.heartbeat("sealed", 1));
            mixed.awaitShown(START, "old OPEN ONLINE", "sealed OPEN ONLINE", "sealed SEALED ONLINE");

            machine.multicast(LegacyMachine.request("old", "mixed"));
            assertThat(machine.receive("digest_resp", lan.hosts().getFirst().unicast()))
                    .contains("\"node_id\":\"mixed\"", "\"updates\":[{");
        }

        assertThat(mixed.node().view().conflictingNames()).containsExactly("sealed");
        assertThat(mixed.member(sealed.id()))
                .returns(Format.SEALED, Member::format)
                .returns(before.address(), Member::address)
                .returns(before.reading(), Member::reading);
        assertThat(sealed.shown()).containsExactly("mixed SEALED ONLINE");
        assertThat(sealed.rejected(RejectReason.NOT_SPOKEN)).isPositive();
        assertHealthy();
    }

    @Test
    void nodeThatGoesFromOpenToMixedToSealedIsOneMemberWithOneStory() throws IOException {
        lan = Lan.of(2);
        EmbeddedNode observer = start("observer", Mode.MIXED, Rings.of(1));
        EmbeddedNode node = start("node", Mode.OPEN, Rings.of(1));
        observer.awaitShown(START, "node OPEN ONLINE");

        node = restart(node, Mode.MIXED);
        observer.awaitShown(START, "node SEALED ONLINE");
        node.awaitShown(START, "observer SEALED ONLINE");
        node = restart(node, Mode.SEALED);
        observer.awaitShown(START, "node SEALED ONLINE");
        node.awaitShown(START, "observer SEALED ONLINE");

        List<String> story = observer.storyOf(node);
        assertThat(story).startsWith("Joined", "Left").endsWith("Left", "Restarted");
        assertThat(story).containsOnlyOnce("Joined").containsOnlyOnce("Verified");
        assertHealthy();
    }

    private EmbeddedNode restart(EmbeddedNode node, Mode mode) throws IOException {
        node.close();
        EmbeddedNode next = node.startAgain(mode, Optional.of(Rings.of(1)));
        nodes.set(nodes.indexOf(node), next);
        return next;
    }

    @Test
    void keysAreRotatedWithoutLosingAnybodyUntilThePreviousKeyIsDropped() throws IOException {
        lan = Lan.of(5);
        List<EmbeddedNode> rotated = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            rotated.add(start("n" + i, Mode.SEALED, Rings.of(1)));
        }
        EmbeddedNode forgotten = start("n5", Mode.SEALED, Rings.of(1));
        awaitAll(nodes);
        long rotationStart = System.nanoTime();
        for (EmbeddedNode node : rotated) {
            node.use(Rings.of(1, 2));
            pass(Duration.ofSeconds(1));
        }
        for (EmbeddedNode node : rotated) {
            node.use(Rings.of(1, 2).rotated());
            pass(Duration.ofSeconds(4));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - rotationStart)).isLessThan(Duration.ofSeconds(30));
        for (EmbeddedNode node : rotated) {
            node.await("all online", ROTATION, now -> isAllOnline(now, 4));
            assertThat(node.events()).noneMatch(MixedModeIT::isLoss);
            assertThat(node.rejected(RejectReason.UNKNOWN_EPOCH)).isZero();
        }
        assertThat(forgotten.events()).anyMatch(MembershipEvent.KeyRotated.class::isInstance);
        assertThat(forgotten.rejected(RejectReason.UNKNOWN_EPOCH)).isPositive();
        assertThat(forgotten.hasCondition(Condition.UNKNOWN_KEY)).isTrue();

        rotated.forEach(node -> node.use(Rings.of(2)));
        for (EmbeddedNode node : rotated) {
            node.await("n5 not heard", STALE, now -> now.member(forgotten.id()).state() != MemberState.ONLINE);
            node.await("UNKNOWN_KEY", STALE, now -> now.hasCondition(Condition.UNKNOWN_KEY));
            assertThat(node.rejected(RejectReason.UNKNOWN_EPOCH)).isPositive();
            assertThat(node.events())
                    .filteredOn(MixedModeIT::isLoss)
                    .allMatch(event -> event.node().equals(forgotten.id()));
        }
        forgotten.await("all lost", STALE, now -> now.shown().stream().noneMatch(row -> row.endsWith("ONLINE")));

        forgotten.use(Rings.of(2));
        awaitAll(nodes);
        assertHealthy();
    }

    @Test
    void nodeThatHoldsTheNextKeyFollowsTheFirstThatUsesIt() throws IOException {
        lan = Lan.of(3);
        for (int i = 1; i <= 3; i++) {
            start("n" + i, Mode.SEALED, Rings.of(1, 2));
        }
        awaitAll(nodes);

        nodes.getFirst().use(Rings.of(1, 2).rotated());
        pass(ROTATION);
        nodes.getFirst().use(Rings.of(2));
        pass(Duration.ofSeconds(8));

        for (EmbeddedNode node : nodes) {
            assertThat(isAllOnline(node, 2)).as(node.toString()).isTrue();
            assertThat(node.events()).noneMatch(MixedModeIT::isLoss);
            assertThat(node.rejected(RejectReason.UNKNOWN_EPOCH)).isZero();
        }
        assertHealthy();
    }

    @Test
    void nodeThatCannotFetchTheNewEpochIsEvicted() throws IOException {
        lan = Lan.of(4);
        for (int i = 1; i <= 4; i++) {
            start("n" + i, Mode.SEALED, Rings.of(1));
        }
        awaitAll(nodes);
        EmbeddedNode evicted = nodes.getLast();
        List<EmbeddedNode> others = nodes.subList(0, 3);

        others.forEach(node -> node.use(Rings.of(2)));

        for (EmbeddedNode node : others) {
            node.await("eviction", STALE, now -> now.member(evicted.id()).state() != MemberState.ONLINE);
            assertThat(node.events())
                    .filteredOn(MixedModeIT::isLoss)
                    .allMatch(event -> event.node().equals(evicted.id()));
        }
        evicted.await("its loss of all", STALE, now -> now.hasCondition(Condition.ALONE));
        assertThat(evicted.hasCondition(Condition.UNKNOWN_KEY)).isTrue();
        evicted.close();
        for (EmbeddedNode node : others) {
            assertThat(node.hasCondition(Condition.UNKNOWN_KEY)).isTrue();
            assertThat(node.member(evicted.id()).state()).isNotIn(MemberState.ONLINE, MemberState.LEFT);
        }
        assertHealthy();
    }

    private static boolean isLoss(MembershipEvent event) {
        return event instanceof MembershipEvent.WentDown || event instanceof MembershipEvent.WentStale;
    }

    private static void awaitAll(List<EmbeddedNode> nodes) {
        nodes.forEach(node -> node.await("all online", START, now -> isAllOnline(now, nodes.size() - 1)));
    }

    private static boolean isAllOnline(EmbeddedNode node, int others) {
        return node.shown().size() == others
                && node.shown().stream().allMatch(row -> row.startsWith("n") && row.endsWith(" SEALED ONLINE"));
    }

    private void assertHealthy() {
        for (EmbeddedNode node : nodes) {
            assertThat(node.node().counters().faults()).as(node.toString()).isZero();
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long rest = time.toNanos(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }
}
