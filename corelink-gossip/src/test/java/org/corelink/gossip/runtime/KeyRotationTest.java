package org.corelink.gossip.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.Mode;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys of the sealed format change while nodes run. */
@ExtendWith(QuietLog.class)
class KeyRotationTest {
    private final Lan lan = new Lan();

    @Test
    void nodeThatHoldsTheNextKeyFollowsARotation() {
        Lan.Node first = lan.start("first", Mode.SEALED, Optional.of(Lan.ring(1, 2)));
        Lan.Node second = lan.start("second", Mode.SEALED, Optional.of(Lan.ring(1, 2)));
        lan.pass(3_000);

        first.agent.use(Lan.ring(1, 2).rotated());
        lan.pass(10_000);

        assertThat(first.agent.counters().sent()).containsEntry(MessageType.KEY_NOTICE, 1L);
        assertThat(second.agent.counters().sent()).containsEntry(MessageType.KEY_NOTICE, 1L);
        assertThat(second.events).contains(new MembershipEvent.KeyRotated(first.identity.id(), "first", 2));
        assertThat(first.events).noneMatch(MembershipEvent.KeyRotated.class::isInstance);
        assertThat(first.members()).allMatch(member -> member.state() == MemberState.ONLINE);
        assertThat(second.agent.counters().rejected()).containsEntry(RejectReason.UNKNOWN_EPOCH, 0L);
        assertThat(first.agent.counters().faults() + second.agent.counters().faults())
                .isZero();
    }

    @Test
    void nodeWithoutTheNextKeyUnderstandsNothingUntilItGetsIt() {
        Lan.Node first = lan.start("first", Mode.SEALED, Optional.of(Lan.ring(1, 2)));
        Lan.Node second = lan.start("second", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(3_000);
        first.agent.use(Lan.ring(1, 2).rotated());
        lan.pass(3_000);
        assertThat(second.agent.counters().rejected().get(RejectReason.UNKNOWN_EPOCH))
                .isPositive();

        second.agent.use(Lan.ring(1, 2).rotated());
        long before = second.agent.counters().rejected().get(RejectReason.UNKNOWN_EPOCH);
        lan.pass(10_000);
        assertThat(second.agent.counters().rejected()).containsEntry(RejectReason.UNKNOWN_EPOCH, before);
        assertThat(second.members()).allMatch(member -> member.state() == MemberState.ONLINE);
    }

    @Test
    void nodeWithoutTheNextKeyIsToldOfTheRotationAndSaysWhatItMisses() {
        Lan.Node first = lan.start("first", Mode.SEALED, Optional.of(Lan.ring(1, 2)));
        Lan.Node second = lan.start("second", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(3_000);
        first.agent.use(Lan.ring(1, 2).rotated());
        lan.pass(1_000);

        assertThat(second.events).contains(new MembershipEvent.KeyRotated(first.identity.id(), "first", 2));
        assertThat(second.agent.view().conditions()).containsExactly(Condition.UNKNOWN_KEY);
        assertThat(first.agent.view().conditions()).isEmpty();

        second.agent.use(Lan.ring(1, 2).rotated());
        lan.pass(1_000);
        assertThat(second.agent.view().conditions()).isEmpty();
    }

    @Test
    void bothSidesSayThatOneHasMissedTheRotation() {
        Lan.Node first = lan.start("first", Mode.SEALED, Optional.of(Lan.ring(1)));
        Lan.Node second = lan.start("second", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(3_000);
        first.agent.use(Lan.ring(2));
        lan.pass(10_000);

        for (Lan.Node node : lan.nodes) {
            assertThat(node.agent.view().conditions()).contains(Condition.UNKNOWN_KEY);
            assertThat(node.members()).noneMatch(member -> member.state() == MemberState.ONLINE);
            assertThat(node.agent.counters().faults()).isZero();
        }
        assertThat(second.events).noneMatch(MembershipEvent.KeyRotated.class::isInstance);
    }

    @Test
    void nodeThatWasAwayDuringTheRotationFollowsWithoutANotice() {
        Lan.Node first = lan.start("first", Mode.SEALED, Optional.of(Lan.ring(1, 2)));
        first.agent.use(Lan.ring(1, 2).rotated());
        lan.pass(3_000);
        Lan.Node second = lan.start("second", Mode.SEALED, Optional.of(Lan.ring(1, 2)));
        lan.pass(3_000);
        first.agent.use(Lan.ring(2));
        lan.pass(10_000);

        assertThat(second.events)
                .filteredOn(MembershipEvent.KeyRotated.class::isInstance)
                .extracting(MembershipEvent::node)
                .containsExactly(first.identity.id());
        for (Lan.Node node : lan.nodes) {
            assertThat(node.members()).allMatch(member -> member.state() == MemberState.ONLINE);
            assertThat(node.agent.view().conditions()).isEmpty();
            assertThat(node.agent.counters().rejected()).containsEntry(RejectReason.UNKNOWN_EPOCH, 0L);
        }
    }

    @Test
    void ringWithTheSameCurrentKeyIsNoRotation() {
        Lan.Node first = lan.start("first", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(100);
        first.agent.use(Lan.ring(1, 2));
        lan.pass(1_000);

        assertThat(first.agent.counters().sent()).containsEntry(MessageType.KEY_NOTICE, 0L);
    }

    @Test
    void openNodeHasNoKeysToTellOf() {
        Lan.Node open = lan.start("open", Mode.OPEN, Optional.empty());
        open.agent.use(Lan.ring(1));
        lan.pass(1_000);

        assertThat(open.agent.counters().sent()).containsEntry(MessageType.KEY_NOTICE, 0L);
        assertThat(open.agent.counters().faults()).isZero();
    }

    @Test
    void ringOfAnotherClusterIsRefused() {
        Lan.Node first = lan.start("first", Mode.SEALED, Optional.of(Lan.ring(1)));

        assertThatThrownBy(() -> first.agent.use(Keyring.of(Lan.CLUSTER + 1, Lan.key(1))))
                .isInstanceOf(IllegalArgumentException.class);
        lan.pass(1_000);
        assertThat(first.agent.counters().faults()).isZero();
    }
}
