package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Format;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Accusation.Charge;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Probe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelpingTest {
    private final Peer asker = new Peer("k", 1);
    private final Peer subject = new Peer("l", 2);
    private final Peer second = new Peer("n", 3);

    @ParameterizedTest
    @EnumSource
    void probeIsAnsweredAtOnce(Format format) {
        Stage stage = Stage.with(format, asker);

        assertThat(stage.told(asker.probe(42), asker)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.sentTo(asker, Ack.class)).containsExactly(new Ack(stage.membership.origin(), Stage.SELF, 42));
    }

    @Test
    void probeOfAStrangerIsNotAnsweredButGreeted() {
        Stage stage = Stage.with(Format.SEALED);
        stage.told(asker.probe(42), asker);

        assertThat(stage.sentTo(asker, Message.class)).isEmpty();
    }

    @Test
    void questionAboutThisNodeItselfIsAnswered() {
        Stage stage = Stage.with(Format.OPEN, asker);
        stage.told(asker.asksFor(Stage.SELF, 42), asker);

        assertThat(stage.sentTo(asker, Ack.class)).containsExactly(new Ack(stage.membership.origin(), Stage.SELF, 42));
    }

    @Test
    void whoWasHeardWithinTwoBeatsIsVouchedForFromMemory() {
        Stage stage = heard(799);
        stage.told(asker.asksFor(subject.id, 42), asker);

        assertThat(stage.sentTo(asker, Ack.class)).containsExactly(new Ack(stage.membership.origin(), subject.id, 42));
        assertThat(stage.sentTo(subject, Probe.class)).isEmpty();
    }

    @Test
    void whoWasNotIsProbedAndItsAnswerIsPassedOnOnce() {
        Stage stage = heard(800);
        stage.told(asker.asksFor(subject.id, 42), asker);
        assertThat(stage.sentTo(asker, Ack.class)).isEmpty();
        Probe probe = stage.sentTo(subject, Probe.class).getFirst();

        stage.told(subject.ack(probe.nonce()), subject);
        stage.told(subject.ack(probe.nonce()), subject);

        assertThat(stage.sentTo(asker, Ack.class)).containsExactly(new Ack(stage.membership.origin(), subject.id, 42));
    }

    @Test
    void whoHasMovedIsProbedWhereItSpokeFromLast() {
        Stage stage = Stage.with(Format.OPEN, asker, subject);
        InetAddress elsewhere = Peer.address(99);
        stage.membership.on(subject.beat(), false, elsewhere, stage.now());
        stage.millis += 1_000;
        stage.forgetting().told(asker.asksFor(subject.id, 42), asker);

        assertThat(stage.sentTo(subject, Probe.class)).isEmpty();
        assertThat(stage.outbound)
                .filteredOn(sent -> sent instanceof Outbound.Unicast(Probe _, var to) && to.equals(elsewhere))
                .hasSize(1);
    }

    @Test
    void answerOfAnotherOrAboutAnotherIsNotPassedOn() {
        Stage stage = heard(1_000);
        stage.told(asker.asksFor(subject.id, 42), asker);
        Probe probe = stage.sentTo(subject, Probe.class).getFirst();

        stage.told(asker.ack(probe.nonce()), asker);
        stage.told(asker.ack(subject.id, probe.nonce()), asker);
        stage.told(subject.ack(asker.id, probe.nonce()), subject);
        stage.told(subject.ack(probe.nonce() + 1), subject);

        assertThat(stage.sentTo(asker, Ack.class)).isEmpty();
    }

    @Test
    void whatAnotherHasVouchedForIsNoMemoryOfThisNode() {
        Stage stage = Stage.with(Format.OPEN, asker, subject, second);
        stage.pass(2_500, asker, second);
        long nonce = stage.sentTo(subject, Probe.class).getLast().nonce();
        stage.told(asker.ack(subject.id, nonce), asker);
        stage.forgetting().told(second.asksFor(subject.id, 42), second);

        assertThat(stage.sentTo(second, Ack.class)).isEmpty();
        assertThat(stage.sentTo(subject, Probe.class)).hasSize(1);
    }

    @Test
    void verdictIsToldWhoeverHasMissedItWithTheSilenceUntilNow() {
        Stage stage = Stage.with(Format.OPEN, asker, subject, second);
        Evidence found = new Evidence(Evidence.Kind.PORT_CLOSED, 300, 2);
        stage.hear(second.accuses(subject.id, subject.incarnation, Charge.DOWN, found), second);
        stage.millis += 500;

        stage.told(asker.asksFor(subject.id, 42), asker);

        Accusation verdict = stage.sentTo(asker, Accusation.class).getFirst();
        Evidence evidence = new Evidence(Evidence.Kind.PORT_CLOSED, 800, 2);
        assertThat(verdict)
                .isEqualTo(new Accusation(
                        stage.membership.origin(), subject.id, subject.incarnation, Charge.DOWN, evidence));
        assertThat(stage.sentTo(subject, Probe.class)).isEmpty();
    }

    @Test
    void nothingIsKnownOfWhoIsUnknownOrGone() {
        Stage stage = Stage.with(Format.OPEN, asker, subject);
        stage.hear(subject.leave(), subject);
        stage.forgetting();
        stage.told(asker.asksFor(subject.id, 42), asker);
        stage.told(asker.asksFor(second.id, 42), asker);

        assertThat(stage.outbound).isEmpty();
    }

    @Test
    void oldestErrandMakesRoom() {
        Stage stage = heard(1_000);
        for (int i = 0; i <= 256; i++) {
            stage.told(asker.asksFor(subject.id, i), asker);
        }
        List<Probe> probes = stage.sentTo(subject, Probe.class);
        stage.forgetting();
        stage.told(subject.ack(probes.getFirst().nonce()), subject);
        assertThat(stage.sentTo(asker, Ack.class)).isEmpty();

        stage.told(subject.ack(probes.get(1).nonce()), subject);
        assertThat(stage.sentTo(asker, Ack.class)).extracting(Ack::nonce).containsExactly(1L);
    }

    /** A node that has heard the subject so long ago. */
    private Stage heard(long millisAgo) {
        Stage stage = Stage.with(Format.OPEN, asker, subject);
        stage.millis += 900;
        stage.told(subject.beat(), subject);
        stage.millis += millisAgo;
        return stage.forgetting();
    }
}
