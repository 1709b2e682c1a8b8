package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.junit.jupiter.api.Test;

/**
 * What a statement is worth by itself. {@link Membership} lets none through whose run is neither known nor past, and the
 * sealed format none twice, so that no rule here is the only one that keeps an old word from counting.
 */
class StatementsTest {
    private final AttentiveClock clock = new AttentiveClock(0);
    private final MemberTable table = new MemberTable(Stage.config(), clock);
    private final Statements statements = new Statements(Format.SEALED, Stage.config(), table, clock);
    private final List<MembershipEvent> events = new ArrayList<>();
    private final Peer peer = new Peer("l", 1);

    StatementsTest() {
        statements.hear(peer.heartbeat(), peer.address, 0, events);
    }

    @Test
    void goodbyeOfAnotherRunIsNotTheMembers() {
        Peer later = new Peer("l", 2);
        later.incarnation = peer.incarnation + 1;
        Peer copy = new Peer("l", 3);

        statements.leave(later.origin(), 1, events);
        statements.leave(copy.origin(), 1, events);

        assertThat(state()).isEqualTo(MemberState.ONLINE);
        statements.leave(peer.origin(), 1, events);
        assertThat(state()).isEqualTo(MemberState.LEFT);
    }

    @Test
    void goodbyeAndInventoryOfAStrangerAreNobodys() {
        Peer stranger = new Peer("k", 2);
        statements.leave(stranger.origin(), 1, events);

        assertThat(statements.inventory(stranger.inventory(1, "gpus"), events)).isFalse();
        assertThat(table.all()).hasSize(1);
    }

    private MemberState state() {
        return table.members().getFirst().state();
    }
}
