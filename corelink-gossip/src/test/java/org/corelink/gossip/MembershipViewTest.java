package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MembershipViewTest {
    private static final NodeId SELF = new NodeId("00000000000000b0");
    private static final NodeId A = new NodeId("00000000000000a0");
    private static final NodeId C = new NodeId("00000000000000c0");

    @Test
    void nameOfTwoMembersIsInConflict() {
        assertThat(view(member(A, "twin"), member(C, "twin")).conflictingNames())
                .containsExactly("twin");
    }

    @Test
    void nameOfThisNodeIsInConflictWithThatOfAMember() {
        assertThat(view(member(A, "self"), member(C, "other")).conflictingNames())
                .containsExactly("self");
    }

    @Test
    void nodeThatHasLeftIsInNobodysWay() {
        Member left = member(A, "twin").inState(MemberState.LEFT, "said goodbye");
        Member down = member(A, "twin").inState(MemberState.DOWN, "its port is closed");

        assertThat(view(left, member(C, "twin")).conflictingNames()).isEmpty();
        assertThat(view(down, member(C, "twin")).conflictingNames()).containsExactly("twin");
    }

    @Test
    void nodesAreTheMembersAndThisNode() {
        assertThat(view(member(C, "c"), member(A, "a")).nodes()).containsExactly(A, SELF, C);
    }

    @Test
    void whomAMemberHearsIsReadAmongAllNodes() {
        Member heard = hearing(member(A, "a"), Hearing.of(new TreeSet<>(Set.of(A, SELF, C)), Set.of(A, C)));

        assertThat(view(heard, member(C, "c")).heardBy(heard))
                .hasValueSatisfying(nodes -> assertThat(nodes).containsExactly(A, C));
    }

    @Test
    void whomAMemberHearsIsUnknownWhileItKnowsOtherNodes() {
        Member heard = hearing(member(A, "a"), Hearing.of(new TreeSet<>(Set.of(A, SELF)), Set.of(A)));

        assertThat(view(heard, member(C, "c")).heardBy(heard)).isEmpty();
        assertThat(view(heard, member(C, "c")).heardBy(member(C, "c"))).isEmpty();
    }

    @Test
    void viewDoesNotChange() {
        List<Member> members = new ArrayList<>(List.of(member(A, "a")));
        Set<Condition> conditions = EnumSet.of(Condition.ALONE);
        MembershipView view = new MembershipView(1, SELF, "self", members, conditions);
        members.clear();
        conditions.clear();

        assertThat(view.members()).hasSize(1);
        assertThat(view.conditions()).containsExactly(Condition.ALONE);
        assertThatThrownBy(() -> view.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void viewBeforeAnybodyWasHeardIsEmpty() {
        assertThat(MembershipView.empty(SELF, "self"))
                .isEqualTo(new MembershipView(0, SELF, "self", List.of(), Set.of()));
    }

    @Test
    void anotherInventoryChangesLabelAndInventoryOnly() {
        Payload inventory = Payload.of(new byte[] {1});
        Member before = member(A, "a");

        assertThat(before.withInventory("b", inventory))
                .usingRecursiveComparison()
                .ignoringFields("name", "inventory")
                .isEqualTo(before);
        assertThat(before.withInventory("b", inventory))
                .returns("b", Member::name)
                .returns(inventory, Member::inventory);
    }

    private static MembershipView view(Member... members) {
        return new MembershipView(1, SELF, "self", List.of(members), Set.of());
    }

    private static Member member(NodeId id, String name) {
        return new Member(
                id,
                name,
                MemberState.ONLINE,
                "first heard",
                Format.OPEN,
                InetAddress.ofLiteral("192.168.1.9"),
                OptionalLong.of(5),
                1,
                1.5,
                0,
                Payload.NONE,
                Payload.EMPTY,
                Optional.empty());
    }

    private static Member hearing(Member member, Hearing hearing) {
        return new Member(
                member.id(),
                member.name(),
                member.state(),
                member.reason(),
                member.format(),
                member.address(),
                member.incarnation(),
                member.sequence(),
                member.epochSeconds(),
                member.heardNanos(),
                member.inventory(),
                member.reading(),
                Optional.of(hearing));
    }
}
