package org.corelink.gossip.seal;

import java.security.KeyPair;
import java.util.Optional;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.WireFormat;

/**
 * Datagrams of the sealed format, to and from messages, for one node.
 *
 * <p>Promised of what is decoded: a holder of the group key wrote it, for this cluster, and it has not been altered. Of
 * one run, no heartbeat or inventory counts unless it is newer than all before, and nothing else counts twice; of one
 * node, only the greatest incarnation counts. Inventories and goodbyes are signed by their nodes. Not promised: that a
 * run which nobody has heard before is live now, for it may be a recording; and that a message without a signature is
 * of the node that it names, for any holder of the group key can name another.
 *
 * <p>Every datagram is told to be of a run, by the long form of the header or by a short one that stands for it. This
 * node uses the short form for beats and heartbeats once {@link #FIRST_LONG_HEARTBEATS} heartbeats of the run, and of
 * the group key, have gone out in long form, and not in every {@link #LONG_HEARTBEAT_EVERY}th heartbeat.
 *
 * <p>Not safe for use by two threads at once.
 */
public final class SealedFormat {
    /** First byte of every sealed datagram. */
    public static final byte FIRST_BYTE = Envelope.MAGIC;

    /** Number of heartbeats, and all between them, that start a run in long form. */
    public static final int FIRST_LONG_HEARTBEATS = 3;

    /** Of so many heartbeats one is in long form later. */
    public static final int LONG_HEARTBEAT_EVERY = 12;

    /** Room for a message, in bytes, in a datagram in long form. */
    public static final int MAX_PLAINTEXT_BYTES =
            WireFormat.MAX_DATAGRAM_BYTES - Envelope.LONG_BYTES - Envelope.TAG_BYTES;

    /**
     * Longest heartbeat or inventory, in bytes and in long form: inside an update it still fits one datagram. Longer ones
     * are not sealed, and those of another program are not passed on.
     */
    public static final int MAX_RELAYED_BYTES =
            MAX_PLAINTEXT_BYTES - Relay.TYPE_BYTES - Relay.ADDRESS_BYTES - Relay.LENGTH_BYTES;

    private final Sender sender;
    private final Receiver receiver;
    private final long cluster;

    /**
     * The format of one node.
     *
     * @param self id of the node
     * @param keys its Ed25519 key pair
     * @param keyring keys of the cluster
     * @throws IllegalArgumentException if the id is not that of the key pair, or the pair not an Ed25519 one
     */
    public SealedFormat(NodeId self, KeyPair keys, Keyring keyring) {
        NodeKey key = new NodeKey(keys);
        if (!key.id().equals(self)) {
            throw new IllegalArgumentException("the key is that of the node " + key.id() + ", not of " + self);
        }
        this.cluster = keyring.cluster();
        Ring ring = new Ring(keyring);
        Aead aead = new Aead();
        this.sender = new Sender(key, ring, aead);
        this.receiver = new Receiver(ring, aead);
    }

    /**
     * Seals what this node says. Every call gives the datagram a new number, which is that of a heartbeat too.
     *
     * @param own a message whose origin is this node, in this incarnation or a greater one than ever before
     * @return the datagram; send it as often as needed, on every interface
     * @throws IllegalArgumentException if it is another's, if the sealed format has no such message, if a field is out
     *     of its range, or if it would be longer than {@link WireFormat#MAX_DATAGRAM_BYTES}, a heartbeat or inventory
     *     than {@link #MAX_RELAYED_BYTES}
     * @throws IllegalStateException if the run has used up its numbers, which takes 13 years at 10 datagrams a second
     */
    public byte[] encode(Message own) {
        return sender.encode(own);
    }

    /**
     * Opens what came from the network; never throws. A datagram that was passed on inside an
     * {@link org.corelink.gossip.wire.Update} is opened like any other.
     *
     * @return the message, or why there is none: {@link RejectReason#TOO_LONG}, {@link RejectReason#UNKNOWN_FORMAT},
     *     {@link RejectReason#MALFORMED}, {@link RejectReason#NOT_SPOKEN}, {@link RejectReason#UNKNOWN_EPOCH},
     *     {@link RejectReason#INVALID_FIELD}, {@link RejectReason#UNKNOWN_SENDER}, {@link RejectReason#REPLAYED},
     *     {@link RejectReason#FORGED}, {@link RejectReason#RATE_LIMITED} for a signature that is not verified for lack of
     *     time, {@link RejectReason#BAD_SIGNATURE} or {@link RejectReason#UNKNOWN_TYPE}
     */
    public Decoding decode(byte[] datagram) {
        return receiver.decode(datagram);
    }

    /**
     * Lets time go on: {@value Verifications#BURST} signatures are verified in a row, {@value Verifications#PER_SECOND} a
     * second in the long run.
     *
     * @param nowNanos monotonic
     */
    public void turn(long nowNanos) {
        receiver.turn(nowNanos);
    }

    /**
     * Somebody sends under the next key already, whether or not a notice of it has come: who, and the epoch. Said once
     * for each ring.
     */
    public Optional<KeyNotice> rotation() {
        return receiver.rotation();
    }

    /**
     * A datagram as {@link Relay} keeps it: in long form, which everybody can open. The two forms are equally
     * authentic, since both are authenticated as the long one.
     *
     * @param origin of the message that {@link #decode} has just made of the datagram
     * @param datagram the datagram
     * @return the datagram itself if it is in long form; empty if the run is not known any more
     */
    public Optional<byte[]> longForm(Origin origin, byte[] datagram) {
        return receiver.longForm(origin, datagram);
    }

    /**
     * Changes the keys: from now on this node sends under the current key of {@code keyring}, and understands what is
     * sealed under any key of it and nothing else. Only a {@link KeyNotice} goes out under the previous key, if there is
     * one: those who need it hold that.
     *
     * @throws IllegalArgumentException if it is the ring of another cluster
     */
    public void use(Keyring keyring) {
        if (keyring.cluster() != cluster) {
            throw new IllegalArgumentException("the ring is that of another cluster");
        }
        Ring ring = new Ring(keyring);
        sender.use(ring);
        receiver.use(ring);
    }
}
