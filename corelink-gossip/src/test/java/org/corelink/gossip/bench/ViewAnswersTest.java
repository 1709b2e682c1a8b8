package org.corelink.gossip.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.api.Test;

class ViewAnswersTest {
    private final ViewAnswers answers = answers(List.of(
            member("alpha", MemberState.ONLINE, 1_700_000_000.5), member("two words", MemberState.STALE, 99.007)));

    @Test
    void whoHasLeftIsGoneAndNoFailure() {
        ViewAnswers afterwards = answers(List.of(member("alpha", MemberState.LEFT, 5)));
        assertThat(afterwards.apply("count")).isEqualTo("1 0\n");
        assertThat(afterwards.apply("get alpha")).isEqualTo("alpha gone 5.000\n");
    }

    @Test
    void countHoldsTheNodeItself() {
        assertThat(answers.apply("count")).isEqualTo("2 1\n");
        assertThat(answers(List.of()).apply("count")).isEqualTo("1 0\n");
    }

    @Test
    void memberIsToldWithItsStateAndTheTimeOfItsData() {
        assertThat(answers.apply("get alpha")).isEqualTo("alpha online 1700000000.500\n");
        assertThat(answers.apply("get two words")).isEqualTo("two words stale 99.007\n");
    }

    @Test
    void nodeItselfIsOnlineNow() {
        assertThat(answers.apply("get self")).isEqualTo("self online 1800000000.042\n");
    }

    @Test
    void unknownNodeIsGone() {
        assertThat(answers.apply("get nobody")).isEqualTo("nobody gone 0\n");
    }

    @Test
    void allIsEveryMemberAndTheNodeItself() {
        assertThat(answers.apply("all").lines())
                .containsExactlyInAnyOrder(
                        "self online 1800000000.042", "alpha online 1700000000.500", "two words stale 99.007");
    }

    @Test
    void everyCounterIsANameAndANumber() {
        assertThat(answers.apply("counters").lines())
                .contains("received 0", "rejected-not-newer 0")
                .allMatch(line -> line.matches("[a-z-]+ \\d+"));
    }

    @Test
    void conditionsAreWords() {
        assertThat(answers.apply("conditions")).isEmpty();
        assertThat(answers(List.of(), Condition.ALONE).apply("conditions")).isEqualTo("ALONE\n");
    }

    @Test
    void unknownRequestIsAnsweredWithAnError() {
        assertThat(answers.apply("members")).startsWith("error ").endsWith("\n");
        assertThat(answers.apply("")).startsWith("error ");
    }

    private static ViewAnswers answers(List<Member> members, Condition... met) {
        Set<Condition> conditions = Set.of(met);
        return new ViewAnswers(
                new ViewAnswers.Source() {
                    @Override
                    public MembershipView view() {
                        return new MembershipView(1, new NodeId("0123456789abcdef"), "self", members, conditions);
                    }

                    @Override
                    public GossipCounters counters() {
                        return GossipCounters.ZERO;
                    }
                },
                () -> 1_800_000_000_042L);
    }

    private static Member member(String name, MemberState state, double epochSeconds) {
        return Members.member(new NodeId("id of " + name), name, Format.OPEN, state, epochSeconds);
    }
}
