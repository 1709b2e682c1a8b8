package org.corelink.gossip.seal;

import java.nio.ByteBuffer;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.BinaryEncoder;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Leave;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Seals what this node says: numbers the datagrams of a run, chooses between long and short form, and signs.
 *
 * <p>Numbers go on over all group keys and start again with a new incarnation, which changes the key of the run: no key
 * ever meets a nonce twice.
 */
final class Sender {
    private final NodeKey nodeKey;
    private final Aead aead;
    private Ring ring;
    private @Nullable Run run;
    private long sequence;
    private long heartbeats;
    private @Nullable Inventory signedInventory;
    private byte[] signedPlaintext = {};

    Sender(NodeKey nodeKey, Ring ring, Aead aead) {
        this.nodeKey = nodeKey;
        this.ring = ring;
        this.aead = aead;
    }

    /** Sends under the current key of another ring from now on. */
    void use(Ring other) {
        ring = other;
        if (run != null) {
            run = start(run.origin());
        }
    }

    byte[] encode(Message message) {
        Run current = runOf(message.origin(), message);
        byte[] plaintext = plaintext(message, current);
        // What is sent in short form is passed on in the long one.
        int length = Envelope.LONG_BYTES + plaintext.length + Envelope.TAG_BYTES;
        require(length <= mostBytes(message), "a message of " + length + " B, when sealed, is too long");
        byte[] envelope = isShort(message) ? shortEnvelope(current) : longEnvelope(current);
        if (sequence == Envelope.MAX_SEQUENCE) {
            throw new IllegalStateException("this run has used up its numbers: raise the incarnation");
        }
        sequence++;
        ByteBuffer.wrap(envelope).putInt(envelope.length - Envelope.SEQUENCE_BYTES, (int) sequence);
        if (message instanceof Heartbeat) {
            heartbeats++;
        }
        return aead.seal(current.key(), current.header(), (int) sequence, plaintext, envelope);
    }

    private static int mostBytes(Message message) {
        return Relay.passesOn(message) ? SealedFormat.MAX_RELAYED_BYTES : WireFormat.MAX_DATAGRAM_BYTES;
    }

    /** Those who are to be told of a new key do not hold it yet: the notice goes out under the one before. */
    private Run runOf(Origin origin, Message message) {
        if (run == null || !run.origin().equals(origin)) {
            check(origin);
            run = start(origin);
            sequence = 0;
        }
        return message instanceof KeyNotice ? underKey(ring.noticeEpoch(), origin) : run;
    }

    private Run start(Origin origin) {
        heartbeats = 0;
        return underKey(ring.currentEpoch(), origin);
    }

    private Run underKey(int epoch, Origin origin) {
        byte[] header = Envelope.header(ring.cluster(), epoch, origin);
        SecretKey epochKey = Objects.requireNonNull(ring.keyOf(epoch));
        return new Run(header, ring.keyOf(epochKey, header), new History());
    }

    /** An incarnation must never come back, for its numbers would start again. */
    private void check(Origin origin) {
        require(origin.node().equals(nodeKey.id()), "this node is " + nodeKey.id() + ", not " + origin.node());
        require(Envelope.isIncarnation(origin.incarnation().orElse(0)), "no such incarnation");
        require(origin.boot() >= 0 && origin.boot() <= WireFormat.MAX_BOOT, "the number of a boot has 32 bits");
        require(
                run == null || run.incarnation() < origin.incarnation().orElseThrow(),
                "an incarnation below or beside one that has been used");
    }

    private byte[] plaintext(Message message, Run current) {
        return switch (message) {
            case Inventory inventory -> {
                if (!inventory.equals(signedInventory)) {
                    signedPlaintext = Signed.sign(nodeKey, current.header(), BinaryEncoder.encode(inventory));
                    signedInventory = inventory;
                }
                yield signedPlaintext;
            }
            case Leave leave -> Signed.sign(nodeKey, current.header(), BinaryEncoder.encode(leave));
            default -> BinaryEncoder.encode(message);
        };
    }

    private boolean isShort(Message message) {
        boolean isKnown = heartbeats >= SealedFormat.FIRST_LONG_HEARTBEATS;
        return isKnown
                && (message instanceof Beat
                        || (message instanceof Heartbeat && heartbeats % SealedFormat.LONG_HEARTBEAT_EVERY != 0));
    }

    private static byte[] longEnvelope(Run run) {
        return ByteBuffer.allocate(Envelope.LONG_BYTES).put(run.header()).array();
    }

    private static byte[] shortEnvelope(Run run) {
        return ByteBuffer.allocate(Envelope.SHORT_BYTES)
                .put(Envelope.MAGIC)
                .put(Envelope.SHORT)
                .putInt(run.keyId())
                .array();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
