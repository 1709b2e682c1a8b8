package org.corelink.gossip.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.BinaryEncoder;
import org.corelink.gossip.wire.BinaryFormat;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Leave;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.WireFormat;
import org.junit.jupiter.api.Test;

class SealedFormatTest {
    private final SealedNode a = SealedNode.number(1);
    private final SealedNode b = SealedNode.number(2);

    @Test
    void heartbeatCarriesTheNumberOfItsDatagram() {
        b.opens(a.beat());

        assertThat(b.opens(a.heartbeat()))
                .isEqualTo(new Heartbeat(
                        a.origin(), "", 2, 1_795_442_640.5, Payload.of(new byte[] {1, 2, 3}), 99, Optional.empty()));
    }

    @Test
    void helloCarriesTheNumberOfItsDatagramToo() {
        b.opens(a.beat());

        Hello hello = (Hello) b.opens(a.seal(new Hello(a.origin(), a.heartbeat(new byte[2]), 5, -1)));

        assertThat(hello.state().sequence()).isEqualTo(2);
        assertThat(hello.nonce()).isEqualTo(-1);
    }

    @Test
    void runStartsInLongFormAndGoesOnInShort() {
        assertThat(List.of(a.beat(), a.heartbeat(), a.heartbeat(), a.beat(), a.heartbeat()))
                .allMatch(datagram -> datagram[Envelope.FORM_AT] == Envelope.LONG);
        assertThat(a.beat()).hasSize(27);
        assertThat(a.seal(a.heartbeat(new byte[39]))).hasSize(76);
        assertThat(a.seal(new Probe(a.origin(), 1))[Envelope.FORM_AT]).isEqualTo(Envelope.LONG);
    }

    @Test
    void everyTwelfthHeartbeatIsInLongForm() {
        a.settle();
        long longOnes = 0;
        for (int i = 0; i < 10 * SealedFormat.LONG_HEARTBEAT_EVERY; i++) {
            longOnes += a.heartbeat()[Envelope.FORM_AT] == Envelope.LONG ? 1 : 0;
        }
        assertThat(longOnes).isEqualTo(10);
    }

    @Test
    void shortFormIsUnderstoodOnceALongOneWas() {
        byte[] lastLong = a.settle();
        byte[] beat = a.beat();

        b.rejects(beat, RejectReason.UNKNOWN_SENDER);
        b.opens(lastLong);
        assertThat(b.opens(beat)).isEqualTo(new Beat(a.origin()));
    }

    @Test
    void nothingCountsTwice() {
        byte[] long1 = a.settle();
        byte[] short1 = a.heartbeat();
        byte[] beat = a.beat();
        byte[] inventory = a.inventory(1);
        for (byte[] datagram : List.of(long1, short1, beat, inventory)) {
            b.opens(datagram);
        }
        for (byte[] datagram : List.of(long1, short1, beat, inventory)) {
            b.rejects(datagram, RejectReason.REPLAYED);
        }
    }

    @Test
    void bothFormsOfOneDatagramAreOne() {
        b.opens(a.settle());
        byte[] heartbeat = a.heartbeat();
        byte[] longForm = inLongForm(heartbeat);
        SealedNode c = SealedNode.number(3);

        b.opens(heartbeat);
        b.rejects(longForm, RejectReason.REPLAYED);
        assertThat(c.opens(longForm)).isEqualTo(SealedNode.number(4).opens(longForm));
        c.rejects(heartbeat, RejectReason.REPLAYED);
    }

    private byte[] inLongForm(byte[] heartbeat) {
        SealedNode relay = SealedNode.number(9);
        SealedNode twin = SealedNode.number(1);
        relay.opens(twin.settle());
        assertThat(heartbeat[Envelope.FORM_AT]).isEqualTo(Envelope.SHORT);
        return relay.format.longForm(relay.opens(heartbeat).origin(), heartbeat).orElseThrow();
    }

    @Test
    void disorderWithinTheWindowIsHarmless() {
        byte[] first = a.beat();
        byte[] second = a.beat();
        b.opens(second);
        b.opens(first);
    }

    @Test
    void beatOlderThanTheWindowIsRejected() {
        byte[] old = a.beat();
        byte[] newest = old;
        for (int i = 0; i < ReplayWindow.SIZE; i++) {
            newest = a.beat();
        }
        b.opens(newest);
        b.rejects(old, RejectReason.REPLAYED);
    }

    @Test
    void relayedStateCountsHoweverManyBeatsHaveComeSince() {
        byte[] inventory = a.inventory(1);
        byte[] heartbeat = a.heartbeat();
        for (int i = 0; i < 10 * ReplayWindow.SIZE; i++) {
            b.opens(a.beat());
        }
        b.opens(heartbeat);
        b.opens(inventory);
    }

    @Test
    void stateOlderThanWhatIsKnownIsRejected() {
        byte[] inventory = a.inventory(1);
        byte[] heartbeat = a.heartbeat();
        b.opens(a.inventory(2));
        b.opens(a.heartbeat());
        b.rejects(inventory, RejectReason.REPLAYED);
        b.rejects(heartbeat, RejectReason.REPLAYED);
    }

    @Test
    void raisedIncarnationEndsTheOneBefore() {
        b.opens(a.settle());
        byte[] late = a.beat();
        byte[] lateLong = a.inventory(1);
        a.raiseIncarnation();

        assertThat(b.opens(a.beat()).origin().incarnation()).hasValue(1_795_442_639_001L);
        b.rejects(late, RejectReason.UNKNOWN_SENDER);
        b.rejects(lateLong, RejectReason.REPLAYED);
        b.opens(a.settle());
        b.opens(a.beat());
    }

    @Test
    void earlierIncarnationIsNotSealedAgain() {
        Origin before = a.origin();
        a.beat();
        a.raiseIncarnation();
        a.beat();

        assertThatIllegalArgumentException().isThrownBy(() -> a.seal(new Beat(before)));
        Origin otherBoot = Origin.of(a.id(), a.origin().incarnation().orElseThrow(), 5);
        assertThatIllegalArgumentException().isThrownBy(() -> a.seal(new Beat(otherBoot)));
    }

    @Test
    void messagesOfOthersAreNotSealed() {
        assertThatIllegalArgumentException().isThrownBy(() -> a.seal(new Beat(b.origin())));
        assertThatIllegalArgumentException().isThrownBy(() -> a.seal(new Beat(Origin.legacy("gpunode-017"))));
    }

    @Test
    void idThatIsNotOfTheKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SealedFormat(b.id(), a.identity.keys(), SealedNode.RING));
    }

    @Test
    void largestPublicationFitsAndOneThatIsTooLongIsRefused() {
        b.opens(a.seal(a.longestHeartbeat()));
        b.opens(a.seal(new Hello(a.origin(), a.longestHeartbeat(), WireFormat.MAX_BOOT, -1)));
        b.opens(a.seal(new HelloAck(a.origin(), a.longestHeartbeat(), -1)));
        b.opens(a.seal(a.longestInventory()));
        byte[] beat = a.beat();

        assertThatIllegalArgumentException().isThrownBy(() -> a.seal(a.heartbeat(new byte[1_400])));
        assertThat(sequence(a.beat())).isEqualTo(sequence(beat) + 1);
    }

    private static int sequence(byte[] longForm) {
        return ByteBuffer.wrap(longForm).getInt(Envelope.HEADER_BYTES);
    }

    @Test
    void rotationIsUnderstoodByWhoHoldsTheNextKey() {
        Keyring before =
                new Keyring(SealedNode.CLUSTER, Optional.empty(), SealedNode.key(7), Optional.of(SealedNode.key(8)));
        SealedNode sender = SealedNode.of(1, before);
        SealedNode receiver = SealedNode.of(2, before);
        SealedNode late = SealedNode.of(3, SealedNode.RING);
        byte[] old = sender.beat();
        receiver.opens(sender.settle());
        sender.format.use(before.rotated());
        byte[] fresh = sender.heartbeat();

        assertThat(fresh[Envelope.EPOCH_AT]).isEqualTo((byte) 8);
        late.rejects(fresh, RejectReason.UNKNOWN_EPOCH);
        receiver.opens(fresh);
        receiver.opens(old);
    }

    @Test
    void noticeOfARotationIsReadByThoseWhoDoNotHoldTheNewKey() {
        Keyring after =
                new Keyring(SealedNode.CLUSTER, Optional.of(SealedNode.key(7)), SealedNode.key(8), Optional.empty());
        b.opens(a.settle());
        a.format.use(after);
        byte[] notice = a.seal(new KeyNotice(a.origin(), 8));

        assertThat(b.opens(notice)).isEqualTo(new KeyNotice(a.origin(), 8));
        b.rejects(a.heartbeat(), RejectReason.UNKNOWN_EPOCH);
        assertThat(sequence(a.seal(new Probe(a.origin(), 1)))).isEqualTo(sequence(notice) + 2);
    }

    @Test
    void noticeOfARingWithoutAPreviousKeyIsForItsOwnHolders() {
        a.format.use(Keyring.of(SealedNode.CLUSTER, SealedNode.key(8)));

        b.rejects(a.seal(new KeyNotice(a.origin(), 8)), RejectReason.UNKNOWN_EPOCH);
    }

    @Test
    void useOfTheNextKeyIsNoticedOnce() {
        Keyring before =
                new Keyring(SealedNode.CLUSTER, Optional.empty(), SealedNode.key(7), Optional.of(SealedNode.key(8)));
        SealedNode receiver = SealedNode.of(2, before);
        receiver.opens(a.beat());
        assertThat(receiver.format.rotation()).isEmpty();
        a.format.use(before.rotated());
        receiver.opens(a.beat());
        receiver.opens(a.beat());

        assertThat(receiver.format.rotation()).contains(new KeyNotice(a.origin(), 8));
        receiver.opens(a.beat());
        assertThat(receiver.format.rotation()).isEmpty();
        receiver.format.use(before.rotated());
        receiver.opens(a.beat());
        assertThat(receiver.format.rotation()).isEmpty();
    }

    @Test
    void replayHistoryOutlivesARotation() {
        Keyring both =
                new Keyring(SealedNode.CLUSTER, Optional.empty(), SealedNode.key(7), Optional.of(SealedNode.key(8)));
        SealedNode sender = SealedNode.of(1, both);
        SealedNode receiver = SealedNode.of(2, both);
        byte[] beat = sender.beat();
        receiver.opens(beat);
        sender.format.use(both.rotated());
        receiver.opens(sender.heartbeat());
        receiver.format.use(both.rotated());

        receiver.rejects(beat, RejectReason.REPLAYED);
    }

    @Test
    void keyThatLeftTheRingOpensNothing() {
        b.opens(a.settle());
        byte[] beat = a.beat();
        byte[] inventory = a.inventory(1);
        b.format.use(Keyring.of(SealedNode.CLUSTER, SealedNode.key(8)));

        b.rejects(beat, RejectReason.UNKNOWN_SENDER);
        b.rejects(inventory, RejectReason.UNKNOWN_EPOCH);
    }

    @Test
    void otherKeyUnderTheSameEpochIsAnotherKey() {
        b.opens(a.settle());
        byte[] secret = SealedNode.key(9).secret().toByteArray();
        b.format.use(Keyring.of(SealedNode.CLUSTER, new GroupKey(7, Payload.of(secret))));

        b.rejects(a.beat(), RejectReason.UNKNOWN_SENDER);
        b.rejects(a.inventory(1), RejectReason.FORGED);
    }

    @Test
    void ringOfAnotherClusterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> a.format.use(Keyring.of(5, SealedNode.key(7))));
    }

    @Test
    void inventoryAndLeaveAreSigned() {
        assertThat(b.opens(a.inventory(1))).isInstanceOf(Inventory.class);
        assertThat(b.opens(a.leave())).isEqualTo(new Leave(a.origin()));
    }

    @Test
    void thiefOfTheGroupKeyCannotSignForOthers() {
        byte[] forged = thiefs(a, new Leave(a.origin()));
        byte[] inventory = a.inventory(1);

        b.rejects(forged, RejectReason.BAD_SIGNATURE);
        b.rejects(thiefs(a, new Inventory(a.origin(), "renamed", 9, Payload.NONE)), RejectReason.BAD_SIGNATURE);
        b.opens(inventory);
        b.opens(a.leave());
    }

    @Test
    void onlySoManySignaturesAreVerifiedInATime() {
        b.format.turn(5_000_000_000L);
        for (int version = 1; version <= Verifications.BURST; version++) {
            b.opens(a.inventory(version));
        }
        byte[] late = a.inventory(1_000);
        b.rejects(late, RejectReason.RATE_LIMITED);
        b.rejects(a.leave(), RejectReason.RATE_LIMITED);
        b.opens(a.heartbeat());

        b.format.turn(5_000_000_000L + 1_000_000_000L / Verifications.PER_SECOND);
        b.opens(late);
        b.rejects(a.inventory(1_001), RejectReason.RATE_LIMITED);
    }

    @Test
    void inventoryThatComesAgainIsNotVerifiedAgain() {
        for (int i = 0; i <= 2 * Verifications.BURST; i++) {
            b.opens(a.inventory(1));
        }
        b.opens(a.inventory(2));
    }

    @Test
    void shareOfSignaturesIsNoGreaterAfterALongTime() {
        b.format.turn(0);
        b.format.turn(Long.MAX_VALUE / 2);
        for (int version = 1; version <= Verifications.BURST; version++) {
            b.opens(a.inventory(version));
        }
        b.rejects(a.leave(), RejectReason.RATE_LIMITED);
    }

    /** What somebody with the group key but with the node key of another seals in the name of {@code victim}. */
    private static byte[] thiefs(SealedNode victim, Message message) {
        Run run = run(victim.origin());
        NodeKey own = new NodeKey(SealedNode.number(66).identity.keys());
        byte[] plaintext = Signed.sign(own, run.header(), BinaryEncoder.encode(message));
        byte[] envelope = ByteBuffer.allocate(Envelope.LONG_BYTES)
                .put(run.header())
                .putInt(1_000_000)
                .array();
        return new Aead().seal(run.key(), run.header(), 1_000_000, plaintext, envelope);
    }

    private static Run run(Origin origin) {
        Ring ring = new Ring(SealedNode.RING);
        byte[] header = Envelope.header(SealedNode.CLUSTER, 7, origin);
        return new Run(header, ring.keyOf(ring.keyOf(7), header), new History());
    }

    @Test
    void signatureOfAnEarlierRunIsWorthless() {
        SealedNode before = SealedNode.of(1, 5, 5, SealedNode.RING);
        SealedNode after = SealedNode.of(1, 6, 6, SealedNode.RING);
        Run run = run(after.origin());
        byte[] oldHeader = Envelope.header(SealedNode.CLUSTER, 7, before.origin());
        byte[] message = {BinaryFormat.LEAVE};
        NodeKey key = new NodeKey(before.identity.keys());

        assertThat(Signed.isGenuine(run, Signed.sign(key, run.header(), message)))
                .isTrue();
        assertThat(Signed.isGenuine(run, Signed.sign(key, oldHeader, message))).isFalse();
    }

    @Test
    void verifiedInventoryIsRememberedAndNothingElse() {
        Run run = run(a.origin());
        NodeKey key = new NodeKey(a.identity.keys());
        byte[] signed = Signed.sign(key, run.header(), new byte[] {BinaryFormat.INVENTORY, 1, 'a', 1});
        byte[] altered = with(signed, signed.length - 1, signed[signed.length - 1] + 1);

        assertThat(Signed.isGenuine(run, altered)).isFalse();
        assertThat(run.history().isVerified(signed)).isFalse();
        assertThat(Signed.isGenuine(run, signed)).isTrue();
        assertThat(run.history().isVerified(signed)).isTrue();
        assertThat(Signed.isGenuine(run, altered)).isFalse();
    }

    @Test
    void restOfTheWorldIsTurnedAwayForItsReason() {
        b.opens(a.settle());
        byte[] beat = a.beat();
        byte[] probe = a.seal(new Probe(a.origin(), 1));
        byte[] newest = a.heartbeat();

        b.rejects(new byte[0], RejectReason.UNKNOWN_FORMAT);
        b.rejects("{\"type\":\"heartbeat\"}".getBytes(UTF_8), RejectReason.UNKNOWN_FORMAT);
        b.rejects(Arrays.copyOf(probe, 1_401), RejectReason.TOO_LONG);
        b.rejects(Arrays.copyOf(probe, 52), RejectReason.MALFORMED);
        b.rejects(Arrays.copyOf(beat, 26), RejectReason.MALFORMED);
        b.rejects(with(probe, Envelope.FORM_AT, 'M'), RejectReason.UNKNOWN_FORMAT);
        b.rejects(with(probe, Envelope.VERSION_AT, 2), RejectReason.UNKNOWN_FORMAT);
        b.rejects(with(probe, Envelope.CLUSTER_AT, 9), RejectReason.NOT_SPOKEN);
        b.rejects(with(probe, Envelope.EPOCH_AT, 9), RejectReason.UNKNOWN_EPOCH);
        b.rejects(with(probe, Envelope.INCARNATION_AT, 0xFF), RejectReason.INVALID_FIELD);
        b.rejects(with(probe, Envelope.SENDER_AT, 0), RejectReason.FORGED);
        b.rejects(with(beat, Envelope.KEY_ID_AT, beat[Envelope.KEY_ID_AT] + 1), RejectReason.UNKNOWN_SENDER);
        b.rejects(with(beat, 20, beat[20] + 1), RejectReason.FORGED);
        for (byte[] good : List.of(probe, beat, newest)) {
            b.opens(good);
        }
    }

    private static byte[] with(byte[] datagram, int at, int value) {
        byte[] changed = datagram.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Test
    void strangersTakeNobodysPlace() {
        b.opens(a.settle());
        byte[] probe = a.seal(new Probe(a.origin(), 1));
        for (int i = 0; i < 3 * Peers.MAX_NODES; i++) {
            byte[] forged = probe.clone();
            ByteBuffer.wrap(forged).putLong(Envelope.SENDER_AT, i);
            b.rejects(forged, RejectReason.FORGED);
        }
        b.opens(a.beat());
    }
}
