package org.corelink.gossip.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Format;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final NodeId ID = new NodeId("id-1");
    private static final NodeId SELF = new NodeId("self");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(written, () -> 42);

    @Test
    void changeIsWrittenWithTheStateThatItLedTo() {
        log.onChange(
                view(member(MemberState.DOWN, 9.5)),
                List.of(new MembershipEvent.WentDown(ID, "alpha", "its port is closed")));

        assertThat(lines()).containsExactly("42\tdown\tid-1\talpha\t9.500\tits port is closed");
    }

    @Test
    void whoWasRemovedIsGone() {
        log.onChange(view(), List.of(new MembershipEvent.Removed(ID, "alpha", "silent")));

        assertThat(lines()).containsExactly("42\tgone\tid-1\talpha\t0.000\tsilent");
    }

    @Test
    void newReadingAndConditionMakeNoLine() {
        log.onChange(view(member(MemberState.ONLINE, 9)), List.of());
        log.onChange(
                view(member(MemberState.ONLINE, 9)),
                List.of(new MembershipEvent.ConditionMet(SELF, "self", Condition.DEGRADED)));

        assertThat(lines()).isEmpty();
    }

    @Test
    void firstHeartbeatAfterARestartIsWrittenOnce() {
        log.onChange(
                view(member(MemberState.ONLINE, 9)),
                List.of(new MembershipEvent.Restarted(ID, "alpha", "a later run")));
        log.onChange(view(member(MemberState.ONLINE, 9)), List.of());
        log.onChange(view(member(MemberState.ONLINE, 12)), List.of());
        log.onChange(view(member(MemberState.ONLINE, 17)), List.of());

        assertThat(lines())
                .containsExactly(
                        "42\tonline\tid-1\talpha\t9.000\ta later run",
                        "42\tonline\tid-1\talpha\t12.000\tfirst heartbeat of its run");
    }

    @Test
    void nameThatComesAfterTheIdIsWritten() {
        log.onChange(
                view(member("id-1", MemberState.ONLINE, 9)),
                List.of(new MembershipEvent.Joined(ID, "id-1", "first heard")));
        log.onChange(view(member("id-1", MemberState.ONLINE, 9)), List.of());
        log.onChange(view(member("alpha", MemberState.ONLINE, 9)), List.of());
        log.onChange(view(member("alpha", MemberState.ONLINE, 14)), List.of());

        assertThat(lines())
                .containsExactly(
                        "42\tonline\tid-1\tid-1\t9.000\tfirst heard", "42\tonline\tid-1\talpha\t9.000\ttold its name");
    }

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }

    private static MembershipView view(Member... members) {
        return new MembershipView(1, SELF, "self", List.of(members), Set.of());
    }

    private static Member member(MemberState state, double epochSeconds) {
        return member("alpha", state, epochSeconds);
    }

    private static Member member(String name, MemberState state, double epochSeconds) {
        return Members.member(ID, name, Format.SEALED, state, epochSeconds);
    }
}
