package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.Mode;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.transport.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes of all modes on one network. */
@ExtendWith(QuietLog.class)
class MixedModeTest {
    private final Lan lan = new Lan();

    @Test
    void mixedNodeShowsEachNodeOnceByTheMostTrustedFormat() {
        Lan.Node mixed = lan.start("mixed", Mode.MIXED, Optional.of(Lan.ring(1)));
        lan.start("other", Mode.MIXED, Optional.of(Lan.ring(1)));
        Lan.Node open = lan.start("open", Mode.OPEN, Optional.empty());
        Lan.Node sealed = lan.start("sealed", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(12_000);

        assertThat(formats(mixed)).containsExactlyInAnyOrder("other SEALED", "open OPEN", "sealed SEALED");
        assertThat(formats(open)).containsExactlyInAnyOrder("mixed OPEN", "other OPEN");
        assertThat(formats(sealed)).containsExactlyInAnyOrder("mixed SEALED", "other SEALED");
        assertThat(mixed.members()).extracting(Member::id).isSorted();
        assertThat(mixed.agent.counters().rejected().get(RejectReason.SHADOWED)).isPositive();
        assertThat(open.agent.counters().rejected().get(RejectReason.NOT_SPOKEN))
                .isPositive();
        assertThat(sealed.agent.counters().rejected().get(RejectReason.NOT_SPOKEN))
                .isPositive();
        for (Lan.Node node : lan.nodes) {
            assertThat(node.agent.counters().faults()).isZero();
            assertThat(node.agent.view().conditions()).isEmpty();
        }
    }

    @Test
    void nodeThatIsKnownByBothFormatsJoinsOnce() {
        Lan.Node mixed = lan.start("mixed", Mode.MIXED, Optional.of(Lan.ring(1)));
        Lan.Node other = lan.start("other", Mode.MIXED, Optional.of(Lan.ring(1)));
        Lan.Node open = lan.start("open", Mode.OPEN, Optional.empty());
        Lan.Node sealed = lan.start("sealed", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(12_000);

        assertThat(story(other, mixed)).containsExactly("Joined", "Verified");
        assertThat(story(open, mixed)).containsExactly("Joined");
        assertThat(story(sealed, mixed)).containsExactly("Joined");
        assertThat(story(mixed, open)).containsExactly("Joined");
    }

    @Test
    void nodeThatIsSealedAfterItWasDownIsVerifiedAndOnline() {
        Lan.Node mixed = lan.start("mixed", Mode.MIXED, Optional.of(Lan.ring(1)));
        Lan.Node before = lan.start("other", Mode.OPEN, Optional.empty());
        lan.pass(3_000);
        lan.nodes.remove(before);
        lan.pass(10_000);
        Lan.Node after = lan.startAgain(before, Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(3_000);

        assertThat(story(after, mixed)).containsExactly("Joined", "Suspected", "WentDown", "Verified");
        assertThat(formats(mixed)).containsExactly("other SEALED");
        assertThat(mixed.members()).allMatch(member -> member.state() == MemberState.ONLINE);
    }

    /** What {@code by} was told of {@code about}, in order. */
    private static List<String> story(Lan.Node about, Lan.Node by) {
        return by.events.stream()
                .filter(event -> event.node().equals(about.identity.id()))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void noFormatOfAMixedClusterTakesItsMulticastForLost() {
        Lan.Node mixed = lan.start("mixed", Mode.MIXED, Optional.of(Lan.ring(1)));
        lan.start("other", Mode.MIXED, Optional.of(Lan.ring(1)));
        lan.pass(30_000);
        long before = heartbeats(mixed);
        lan.pass(30_000);

        assertThat(mixed.agent.view().conditions()).isEmpty();
        long sentMessages = heartbeats(mixed) - before;
        assertThat(sentMessages)
                .as("two formats, one heartbeat in five seconds each")
                .isBetween(8L, 18L);
    }

    private static long heartbeats(Lan.Node node) {
        return node.agent.counters().sent().get(MessageType.HEARTBEAT);
    }

    @Test
    void nodeIsAloneOnlyIfItIsInEveryFormat() {
        Lan.Node mixed = lan.start("mixed", Mode.MIXED, Optional.of(Lan.ring(1)));
        lan.pass(21_000);
        assertThat(mixed.agent.view().conditions()).containsExactly(Condition.ALONE);

        lan.start("open", Mode.OPEN, Optional.empty());
        lan.pass(1_000);
        assertThat(mixed.agent.view().conditions()).isEmpty();
        assertThat(mixed.events)
                .contains(new MembershipEvent.ConditionOver(mixed.identity.id(), "mixed", Condition.ALONE));
    }

    @Test
    void openWordsUnderTheIdOfASealedMemberChangeNothing() {
        Lan.Node mixed = lan.start("mixed", Mode.MIXED, Optional.of(Lan.ring(1)));
        Lan.Node sealed = lan.start("sealed", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(3_000);
        List<Member> before = mixed.members();
        String forged = "{\"type\":\"leave\",\"id\":\"" + sealed.identity.id() + "\",\"inc\":"
                + sealed.identity.incarnation() + ",\"boot\":" + sealed.identity.boot() + "}";
        mixed.transport.receive(forged.getBytes(UTF_8), sealed.address, Lane.GROUP);
        mixed.agent.doWork();

        assertThat(mixed.agent.counters().rejected()).containsEntry(RejectReason.SHADOWED, 1L);
        assertThat(mixed.members()).isEqualTo(before);
    }

    @Test
    void strangersOfAnotherClusterStayStrangers() {
        Lan.Node one = lan.start("one", Mode.SEALED, Optional.of(Lan.ring(1)));
        Lan.Node other = lan.start("other", Mode.SEALED, Optional.of(Keyring.of(Lan.CLUSTER + 1, Lan.key(1))));
        lan.pass(6_000);

        assertThat(one.members()).isEmpty();
        assertThat(other.members()).isEmpty();
        assertThat(one.agent.counters().rejected().get(RejectReason.NOT_SPOKEN)).isPositive();
    }

    private static List<String> formats(Lan.Node node) {
        return node.members().stream()
                .map(member -> member.name() + " " + member.format())
                .toList();
    }

    @Test
    void formatsAreReadByTheirFirstByte() {
        assertThat(Mode.MIXED.formats()).containsExactly(Format.SEALED, Format.OPEN);
    }
}
