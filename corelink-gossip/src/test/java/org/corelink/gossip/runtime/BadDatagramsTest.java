package org.corelink.gossip.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What no datagram may do to a node, however it is made. The profile {@code full} sends a million in each case;
 * {@code -Dcorelink.bad.datagrams=5000} so many.
 */
@ExtendWith(QuietLog.class)
@Isolated("it measures the growth of the heap, which other tests share")
class BadDatagramsTest {
    private static final int DATAGRAMS = Integer.getInteger("corelink.bad.datagrams", 100_000);
    private static final int SECONDS = 120;
    private static final long MAX_GAP_MILLIS = 7_000;
    private static final long MAX_GROWTH_BYTES = 16L << 20;

    /** What makes another good datagram of a good open one: nobody can tell that the sender does not exist. */
    private static final EnumSet<Damage> INVENTING = EnumSet.of(Damage.INVENTED, Damage.MUTATED);

    // One at a time

    static Stream<Arguments> damages() {
        return Stream.of(Damage.values())
                .flatMap(damage -> Stream.of(Format.values()).map(format -> Arguments.of(damage, format)))
                .filter(arguments -> arguments.get()[1] == Format.SEALED
                        || !INVENTING.contains(arguments.get()[0]));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void badDatagramIsRejectedAndTheGoodOneThatItWasIsAccepted(Damage damage, Format format) {
        Siege siege = new Siege(format == Format.OPEN ? Mode.OPEN : Mode.SEALED, 1);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20; i++) {
            byte[] good = siege.catchHeartbeat(format);
            if (damage == Damage.REPLAYED) {
                assertThat(isAccepted(siege, good)).isTrue();
                assertThat(isAccepted(siege, good)).isFalse();
            } else {
                assertThat(isAccepted(siege, damage.apply(good, random))).isFalse();
                assertThat(isAccepted(siege, good)).isTrue();
            }
        }
        assertThat(siege.node.members()).hasSize(2);
    }

    private static boolean isAccepted(Siege siege, byte[] datagram) {
        siege.node.agent.doWork();
        GossipCounters before = siege.node.agent.counters();
        siege.node.transport.receive(datagram, siege.members.getFirst().address);
        siege.node.agent.doWork();
        GossipCounters after = siege.node.agent.counters();
        assertThat(after.received()).isEqualTo(before.received() + 1);
        return after.acceptedInAll() > before.acceptedInAll();
    }

    // A great many

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"SEALED", "MIXED"})
    void nodeOfACloseClusterShowsItsMembersWhateverComes(Mode mode) {
        Siege siege = new Siege(mode, 3);
        siege.recordOthers();
        siege.forgeMembers();

        sendAndCheck(siege, List.of(Damage.values()));

        assertThat(siege.node.members().stream().filter(member -> member.format() == Format.SEALED))
                .extracting(Member::id)
                .containsExactlyInAnyOrderElementsOf(ids(siege));
        assertThat(siege.mostMembers()).isLessThanOrEqualTo(2 + GossipConfig.DEFAULT_MAX_MEMBERS);
        assertThat(siege.node.agent.counters().rejected().get(RejectReason.FORGED))
                .isPositive();
        assertThat(siege.node.agent.counters().rejected().get(RejectReason.REPLAYED))
                .isPositive();
        assertThat(siege.node.agent.counters().rejected().get(RejectReason.UNVERIFIED))
                .isPositive();
    }

    @Test
    void openNodeShowsItsMembersAloneWhenNobodyIsInvented() {
        Siege siege = new Siege(Mode.OPEN, 4);
        List<Damage> damages = new ArrayList<>(EnumSet.complementOf(INVENTING));

        sendAndCheck(siege, damages);

        assertThat(siege.node.members()).extracting(Member::id).containsExactlyInAnyOrderElementsOf(ids(siege));
        assertThat(siege.node.agent.counters().rejected().get(RejectReason.MALFORMED))
                .isPositive();
    }

    @Test
    void openNodeShowsSoManyInventedMembersAtMostAndForgetsThem() {
        Siege siege = new Siege(Mode.OPEN, 5);

        sendAndCheck(siege, List.of(Damage.INVENTED, Damage.TRUNCATED));

        assertThat(siege.mostMembers()).isEqualTo(GossipConfig.DEFAULT_MAX_MEMBERS);
        assertThat(siege.node.agent.counters().rejected().get(RejectReason.TOO_MANY_MEMBERS))
                .isPositive();
        siege.lan.pass(70_000);
        assertThat(siege.node.members()).extracting(Member::id).containsExactlyInAnyOrderElementsOf(ids(siege));
    }

    private static List<NodeId> ids(Siege siege) {
        return siege.members.stream().map(member -> member.identity.id()).toList();
    }

    /** What holds in any case. */
    private static void sendAndCheck(Siege siege, List<Damage> damages) {
        long before = heapBytes();
        siege.send(damages, DATAGRAMS, SECONDS);
        assertThat(heapBytes() - before).as("growth of the heap").isLessThan(MAX_GROWTH_BYTES);

        GossipCounters counters = siege.node.agent.counters();
        assertThat(counters.received()).isEqualTo(siege.node.transport.given).isGreaterThan(DATAGRAMS);
        assertThat(counters.acceptedInAll() + counters.ownEchoes() + counters.rejectedInAll())
                .isEqualTo(counters.received());
        assertThat(counters.faults()).isZero();
        assertThat(counters.rejected()).containsEntry(RejectReason.INTERNAL_ERROR, 0L);
        assertThat(Collections.max(siege.heartbeatGapMillis())).isLessThanOrEqualTo(MAX_GAP_MILLIS);
        assertThat(siege.node.members().stream()
                        .filter(member -> ids(siege).contains(member.id()))
                        .map(Member::state))
                .containsExactly(MemberState.ONLINE, MemberState.ONLINE);
        assertThat(siege.node.events)
                .filteredOn(event -> ids(siege).contains(event.node()))
                .noneMatch(BadDatagramsTest::isLoss);
    }

    private static boolean isLoss(MembershipEvent event) {
        return switch (event) {
            case MembershipEvent.Suspected _,
                    MembershipEvent.WentDown _,
                    MembershipEvent.WentStale _,
                    MembershipEvent.Left _,
                    MembershipEvent.Removed _,
                    MembershipEvent.Restarted _ -> true;
            default -> false;
        };
    }

    private static long heapBytes() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
