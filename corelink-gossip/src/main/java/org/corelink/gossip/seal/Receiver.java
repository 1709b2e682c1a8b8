package org.corelink.gossip.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.BinaryDecoder;
import org.corelink.gossip.wire.BinaryFormat;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.WireFormat;

/** Opens what others say. The cheapest questions come first, and nothing is kept of what cannot be opened. */
final class Receiver {
    private final Aead aead;
    private final Peers peers = new Peers();
    private final Verifications verifications = new Verifications();
    private Ring ring;
    private Optional<KeyNotice> ahead = Optional.empty();
    private boolean isRotationSaid;

    Receiver(Ring ring, Aead aead) {
        this.ring = ring;
        this.aead = aead;
    }

    /** Opens what is sealed under a key of another ring from now on, and nothing else. */
    void use(Ring other) {
        Ring before = ring;
        peers.removeIf(run -> !other.sharesKey(run.epoch(), before));
        ring = other;
        ahead = Optional.empty();
        isRotationSaid = false;
    }

    void turn(long nowNanos) {
        verifications.turn(nowNanos);
    }

    Optional<KeyNotice> rotation() {
        Optional<KeyNotice> said = ahead;
        ahead = Optional.empty();
        isRotationSaid |= said.isPresent();
        return said;
    }

    Decoding decode(byte[] datagram) {
        if (datagram.length > WireFormat.MAX_DATAGRAM_BYTES) {
            return rejected(RejectReason.TOO_LONG);
        }
        if (datagram.length == 0 || datagram[0] != Envelope.MAGIC) {
            return rejected(RejectReason.UNKNOWN_FORMAT);
        }
        if (datagram.length < Envelope.SHORT_BYTES + 1 + Envelope.TAG_BYTES) {
            return rejected(RejectReason.MALFORMED);
        }
        return switch (datagram[Envelope.FORM_AT]) {
            case Envelope.LONG -> decodeLong(datagram);
            case Envelope.SHORT -> decodeShort(datagram);
            default -> rejected(RejectReason.UNKNOWN_FORMAT);
        };
    }

    private Decoding decodeShort(byte[] datagram) {
        ByteBuffer fields = ByteBuffer.wrap(datagram);
        int sequence = fields.getInt(Envelope.SHORT_SEQUENCE_AT);
        RejectReason reason = RejectReason.UNKNOWN_SENDER;
        // A key id has four bytes only: that of one run may be that of another as well.
        for (Run run : peers.withKeyId(fields.getInt(Envelope.KEY_ID_AT))) {
            if (!run.history().mayBeNew(Integer.toUnsignedLong(sequence))) {
                reason = RejectReason.REPLAYED;
                continue;
            }
            byte[] plaintext = aead.open(run.key(), run.header(), sequence, datagram, Envelope.SHORT_BYTES);
            if (plaintext != null) {
                return read(run, sequence, plaintext);
            }
            reason = RejectReason.FORGED;
        }
        return rejected(reason);
    }

    private Decoding decodeLong(byte[] datagram) {
        if (datagram.length < Envelope.LONG_BYTES + 1 + Envelope.TAG_BYTES) {
            return rejected(RejectReason.MALFORMED);
        }
        ByteBuffer fields = ByteBuffer.wrap(datagram);
        if (datagram[Envelope.VERSION_AT] != Envelope.VERSION) {
            return rejected(RejectReason.UNKNOWN_FORMAT);
        }
        if (fields.getLong(Envelope.CLUSTER_AT) != ring.cluster()) {
            return rejected(RejectReason.NOT_SPOKEN);
        }
        SecretKey epochKey = ring.keyOf(Byte.toUnsignedInt(datagram[Envelope.EPOCH_AT]));
        if (epochKey == null) {
            return rejected(RejectReason.UNKNOWN_EPOCH);
        }
        if (!Envelope.isIncarnation(fields.getLong(Envelope.INCARNATION_AT))) {
            return rejected(RejectReason.INVALID_FIELD);
        }
        return decodeLong(datagram, fields, epochKey);
    }

    private Decoding decodeLong(byte[] datagram, ByteBuffer fields, SecretKey epochKey) {
        int sequence = fields.getInt(Envelope.HEADER_BYTES);
        Peers.Peer peer = peers.get(fields.getLong(Envelope.SENDER_AT));
        if (peer != null && fields.getLong(Envelope.INCARNATION_AT) < peer.incarnation()) {
            return rejected(RejectReason.REPLAYED);
        }
        Run run = peer == null ? null : peer.runOf(datagram);
        return run == null
                ? openUnknown(datagram, sequence, epochKey, peer == null ? new History() : peer.historyOf(datagram))
                : openLong(datagram, sequence, run);
    }

    private Decoding openLong(byte[] datagram, int sequence, Run run) {
        if (!run.history().mayBeNew(Integer.toUnsignedLong(sequence))) {
            return rejected(RejectReason.REPLAYED);
        }
        byte[] plaintext = aead.open(run.key(), run.header(), sequence, datagram, Envelope.LONG_BYTES);
        return plaintext == null ? rejected(RejectReason.FORGED) : read(run, sequence, plaintext);
    }

    /** What strangers can make this node do as often as they like: it takes one HMAC more than for a known run. */
    private Decoding openUnknown(byte[] datagram, int sequence, SecretKey epochKey, History history) {
        if (!history.mayBeNew(Integer.toUnsignedLong(sequence))) {
            return rejected(RejectReason.REPLAYED);
        }
        byte[] header = Arrays.copyOf(datagram, Envelope.HEADER_BYTES);
        SecretKey key = ring.keyOf(epochKey, header);
        byte[] plaintext = aead.open(key, header, sequence, datagram, Envelope.LONG_BYTES);
        if (plaintext == null) {
            return rejected(RejectReason.FORGED);
        }
        Run run = new Run(header, key, history);
        peers.add(run);
        return read(run, sequence, plaintext);
    }

    /** What an authentic plaintext says, if the run has not said it before. */
    private Decoding read(Run run, int number, byte[] plaintext) {
        int type = Byte.toUnsignedInt(plaintext[0]) & ~BinaryFormat.WITH_HEARING;
        long sequence = Integer.toUnsignedLong(number);
        if (!run.history().isNew(type, sequence)) {
            return rejected(RejectReason.REPLAYED);
        }
        boolean isSigned = Signed.isSigned(type);
        // Whoever has stolen the group key, and that alone, shall not use up the numbers of another's inventories.
        if (isSigned && !run.history().isVerified(plaintext)) {
            if (!verifications.grants()) {
                return rejected(RejectReason.RATE_LIMITED);
            }
            if (!Signed.isGenuine(run, plaintext)) {
                return rejected(RejectReason.BAD_SIGNATURE);
            }
        }
        run.history().mark(type, sequence);
        if (!isRotationSaid
                && ring.nextEpoch().filter(epoch -> epoch == run.epoch()).isPresent()) {
            ahead = Optional.of(new KeyNotice(run.origin(), run.epoch()));
        }
        return BinaryDecoder.decode(isSigned ? Signed.messageOf(plaintext) : plaintext, run.origin(), sequence);
    }

    /** The datagram of a known run in its long form. */
    Optional<byte[]> longForm(Origin origin, byte[] datagram) {
        if (datagram[Envelope.FORM_AT] == Envelope.LONG) {
            return Optional.of(datagram);
        }
        int keyId = ByteBuffer.wrap(datagram).getInt(Envelope.KEY_ID_AT);
        return peers.withKeyId(keyId).stream()
                .filter(run -> run.origin().equals(origin))
                .findFirst()
                .map(run -> Envelope.expanded(run.header(), datagram));
    }

    private static Decoding rejected(RejectReason reason) {
        return new Decoding.Rejected(reason);
    }
}
