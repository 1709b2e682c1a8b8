package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.crypto.SecretKey;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.BinaryDecoder;
import org.corelink.gossip.wire.BinaryFormat;
import org.corelink.gossip.wire.BinaryMessages;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Probe;

/** What somebody without the group key can do to datagrams that are on their way: nothing but lose or delay them. */
class AttackPropertyTest {
    private static final SealedNode SENDER = SealedNode.number(1);
    private static final SealedNode OTHER = SealedNode.number(3);

    /** Near those of what was recorded, so that the windows let both in. */
    private static final int STOLEN_SEQUENCE = 40;

    /** What makes both nodes known. */
    private static final List<byte[]> INTRODUCTIONS = List.of(SENDER.settle(), OTHER.settle());

    /** Twelve datagrams of both nodes, in both forms. */
    private static final List<byte[]> RECORDED = recordingOf(SENDER, OTHER);

    /** Accepts none of those. */
    private static final SealedNode ATTACKED = acquainted();

    @Property(tries = 300)
    void everyMessageSurvivesTheWire(@ForAll("messages") Message message) {
        SealedNode receiver = SealedNode.number(2);
        byte[] datagram = SealedNode.number(1).seal(message);

        assertThat(receiver.opens(datagram)).isEqualTo(message);
    }

    @Example
    void noFlippedBitGetsThrough() {
        for (byte[] datagram : RECORDED) {
            SealedNode receiver = acquainted();
            for (int bit = 0; bit < 8 * datagram.length; bit++) {
                byte[] altered = datagram.clone();
                altered[bit / 8] ^= (byte) (1 << bit % 8);
                assertRejected(receiver, altered);
            }
            receiver.opens(datagram);
        }
    }

    @Example
    void noOtherLengthGetsThrough() {
        for (byte[] datagram : RECORDED) {
            SealedNode receiver = acquainted();
            for (int length = 0; length <= 1_410; length++) {
                if (length != datagram.length) {
                    assertRejected(receiver, Arrays.copyOf(datagram, length));
                }
            }
            receiver.opens(datagram);
        }
    }

    @Property(tries = 3_000)
    void noSpliceOfTwoDatagramsGetsThrough(
            @ForAll @IntRange(max = 11) int first, @ForAll @IntRange(max = 11) int second, @ForAll("cuts") int cut) {
        byte[] head = RECORDED.get(first);
        byte[] tail = RECORDED.get(second);
        int at = cut % Math.min(head.length, tail.length);
        byte[] spliced = ByteBuffer.allocate(tail.length)
                .put(head, 0, at)
                .put(tail, at, tail.length - at)
                .array();
        if (RECORDED.stream().noneMatch(datagram -> Arrays.equals(datagram, spliced))) {
            assertRejected(acquainted(), spliced);
        }
    }

    @Property(tries = 3_000)
    void noRandomBytesGetThrough(@ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 40) int kept) {
        byte[] datagram = bytes.clone();
        byte[] model = RECORDED.get(kept % RECORDED.size());
        int length = Math.min(kept, Math.min(datagram.length, model.length - 1));
        System.arraycopy(model, 0, datagram, 0, length);
        assertRejected(acquainted(), datagram);
    }

    @Property(tries = 3_000)
    void noMutationGetsThrough(
            @ForAll @IntRange(max = 11) int number,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1_000) Integer> places,
            @ForAll byte change) {
        byte[] mutated = RECORDED.get(number).clone();
        places.forEach(place -> mutated[place % mutated.length] ^= change);
        if (!Arrays.equals(mutated, RECORDED.get(number))) {
            assertRejected(ATTACKED, mutated);
        }
    }

    /** Whoever has stolen the group key, but no node's own. */
    @Property(tries = 500)
    void holderOfTheGroupKeyCannotConfuseANodeBeyondWhatAMessageMaySay(
            @ForAll @Size(min = 1, max = 300) byte[] plaintext, @ForAll @IntRange(max = 17) int type) {
        byte[] said = plaintext.clone();
        said[0] = (byte) type;
        SealedNode receiver = acquainted();
        Decoding decoding = receiver.format.decode(sealed(said));

        switch (type) {
            case BinaryFormat.INVENTORY, BinaryFormat.LEAVE ->
                assertThat(decoding).isEqualTo(new Decoding.Rejected(RejectReason.BAD_SIGNATURE));
            default -> assertThat(decoding).isEqualTo(BinaryDecoder.decode(said, SENDER.origin(), STOLEN_SEQUENCE));
        }
        receiver.opens(RECORDED.getFirst());
    }

    private static byte[] sealed(byte[] plaintext) {
        Ring ring = new Ring(SealedNode.RING);
        byte[] header = Envelope.header(ring.cluster(), ring.currentEpoch(), SENDER.origin());
        SecretKey epochKey = Objects.requireNonNull(ring.keyOf(ring.currentEpoch()));
        byte[] envelope = ByteBuffer.allocate(Envelope.LONG_BYTES)
                .put(header)
                .putInt(STOLEN_SEQUENCE)
                .array();
        return new Aead().seal(ring.keyOf(epochKey, header), header, STOLEN_SEQUENCE, plaintext, envelope);
    }

    @Example
    void clustersUnderstandEachOtherInNothing() {
        Keyring sameKey = Keyring.of(SealedNode.CLUSTER + 1, SealedNode.key(7));
        Keyring sameCluster =
                Keyring.of(SealedNode.CLUSTER, new GroupKey(7, SealedNode.key(8).secret()));
        for (Keyring ring : List.of(sameKey, sameCluster)) {
            SealedNode stranger = SealedNode.of(5, ring);
            RECORDED.forEach(datagram -> assertRejected(stranger, datagram));
            SealedNode fromThere = SealedNode.of(1, ring);
            for (byte[] datagram : recordingOf(fromThere)) {
                assertRejected(acquainted(), datagram);
                assertRejected(acquainted(), underCluster(SealedNode.CLUSTER, datagram));
            }
        }
    }

    private static byte[] underCluster(long cluster, byte[] datagram) {
        byte[] copy = datagram.clone();
        if (copy[Envelope.FORM_AT] == Envelope.LONG) {
            ByteBuffer.wrap(copy).putLong(Envelope.CLUSTER_AT, cluster);
        }
        return copy;
    }

    /** A restart brings a greater incarnation, or, when that was lost with the disk, at least another boot number. */
    @Property(tries = 100)
    void noKeyMeetsANonceTwice(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5) Integer> restarts,
            @ForAll @IntRange(min = 1, max = 40) int datagrams) {
        Set<List<Byte>> used = new HashSet<>();
        long incarnation = 1;
        long boot = 1;
        for (int restart : restarts) {
            incarnation += restart;
            boot++;
            SealedNode run = SealedNode.of(1, incarnation, boot, SealedNode.RING);
            for (int i = 0; i < datagrams; i++) {
                if (i % 7 == restart) {
                    run.raiseIncarnation();
                }
                if (i % 5 == restart) {
                    run.format.use(SealedNode.RING);
                }
                // Whoever puts the header of a run and the number into HKDF and AES-GCM gets a pair of their own.
                assertThat(used.add(keyAndNonce(run.beat(), run))).isTrue();
            }
            incarnation = run.origin().incarnation().orElseThrow();
        }
    }

    private static List<Byte> keyAndNonce(byte[] datagram, SealedNode run) {
        byte[] whole = datagram[Envelope.FORM_AT] == Envelope.LONG
                ? datagram
                : Envelope.expanded(Envelope.header(SealedNode.CLUSTER, 7, run.origin()), datagram);
        List<Byte> bytes = new ArrayList<>();
        for (int i = 0; i < Envelope.LONG_BYTES; i++) {
            bytes.add(whole[i]);
        }
        return bytes;
    }

    private static void assertRejected(SealedNode receiver, byte[] datagram) {
        assertThat(receiver.format.decode(datagram)).isInstanceOf(Decoding.Rejected.class);
    }

    private static List<byte[]> recordingOf(SealedNode... nodes) {
        List<byte[]> recording = new ArrayList<>();
        for (SealedNode node : nodes) {
            recording.addAll(List.of(node.beat(), node.heartbeat(), node.inventory(1), node.leave()));
            Origin origin = node.origin();
            recording.add(node.seal(new Probe(origin, 5)));
            recording.add(node.seal(node.heartbeat(Payload.NONE.toByteArray())));
        }
        return recording;
    }

    /** A receiver that knows both nodes. */
    private static SealedNode acquainted() {
        SealedNode receiver = SealedNode.number(2);
        INTRODUCTIONS.forEach(receiver::opens);
        return receiver;
    }

    @Provide
    Arbitrary<Message> messages() {
        return BinaryMessages.of(SENDER.origin(), 1);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(1, 300);
    }
}
