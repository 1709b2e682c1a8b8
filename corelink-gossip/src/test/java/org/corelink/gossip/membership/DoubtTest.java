package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.Format;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A member that others watch, and of which this node has missed what they found out. */
class DoubtTest {
    private final Peer subject = new Peer("g", 1);
    private final Peer[] watched = {new Peer("j", 2), new Peer("k", 3), new Peer("l", 4)};
    private final Peer accuser = watched[1];

    /** Nobody hears the subject any more; this node watches others. */
    private Stage silentFor(Format format, int millis) {
        Stage stage = Stage.with(format, subject, watched[0], watched[1], watched[2]);
        stage.pass(millis, watched);
        return stage.forgetting();
    }

    private Stage suspecting(Format format) {
        Stage stage = silentFor(format, 3_300);
        stage.hear(accuser.accuses(subject, Charge.SUSPECT, 3_250), accuser);
        assertThat(stage.stateOf(subject)).isEqualTo(MemberState.SUSPECT);
        return stage;
    }

    private long requests(Stage stage) {
        return stage.outbound.stream()
                .filter(Outbound.Unicast.class::isInstance)
                .filter(sent -> ((Outbound.Unicast) sent).message() instanceof ProbeRequest request
                        && request.subject().equals(subject.id))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void suspicionOfOthersThatDoesNotEndIsAskedAboutAfterASecond(Format format) {
        Stage stage = suspecting(format);

        stage.pass(900, watched);
        assertThat(requests(stage)).isZero();
        stage.pass(500, watched);

        assertThat(requests(stage)).isPositive();
        assertThat(stage.sentTo(subject, Probe.class)).isNotEmpty();
    }

    @Test
    void whoKnowsTheVerdictEndsTheDoubt() {
        Stage stage = suspecting(Format.SEALED);
        stage.pass(1_400, watched);

        stage.told(accuser.accuses(subject, Charge.DOWN, 5_000), accuser);
        assertThat(stage.stateOf(subject)).isEqualTo(MemberState.DOWN);
        stage.forgetting().pass(1_000, watched);

        assertThat(requests(stage)).isZero();
    }

    @Test
    void signOfLifeEndsTheDoubt() {
        Stage stage = suspecting(Format.SEALED);
        stage.pass(1_400, watched);

        stage.told(subject.beat(), subject);
        assertThat(stage.stateOf(subject)).isEqualTo(MemberState.ONLINE);
        stage.forgetting().pass(1_000, watched);

        assertThat(requests(stage)).isZero();
    }

    @Test
    void whoIsNeitherHeardNorAccusedIsAskedAboutAfterNineSeconds() {
        Stage stage = silentFor(Format.OPEN, 8_900);
        assertThat(requests(stage)).isZero();

        stage.pass(500, watched);

        assertThat(requests(stage)).isPositive();
        assertThat(stage.stateOf(subject)).isEqualTo(MemberState.ONLINE);
    }

    /** As when its watchers have gone with it. */
    @Test
    void whereNobodyKnowsMoreThisNodeFindsTheVerdictItself() {
        Stage stage = silentFor(Format.OPEN, 9_300);

        stage.pass(4_500, watched);

        assertThat(stage.stateOf(subject)).isEqualTo(MemberState.DOWN);
        assertThat(stage.multicast(Accusation.class))
                .extracting(Accusation::charge)
                .contains(Charge.SUSPECT, Charge.DOWN);
    }
}
