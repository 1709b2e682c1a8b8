package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.BinaryFormat;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Leave;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.WireFormat;

/** A node whose every key is known in advance: what it seals is the same in each test run. */
final class SealedNode {
    static final long CLUSTER = 0x00c0ffee00c0ffeeL;
    static final Keyring RING = Keyring.of(CLUSTER, key(7));

    final Identity identity;
    final SealedFormat format;
    private Origin origin;

    private SealedNode(int number, long incarnation, long boot, Keyring ring) {
        this.identity = Identity.of(keys(number), incarnation, boot);
        this.origin = Origin.of(identity.id(), incarnation, boot);
        this.format = new SealedFormat(identity.id(), identity.keys(), ring);
    }

    /** A node of the usual cluster, by its number, 1 to 127. */
    static SealedNode number(int number) {
        return of(number, RING);
    }

    static SealedNode of(int number, Keyring ring) {
        return new SealedNode(number, 1_795_442_639_000L, 0xfeed_0000L + number, ring);
    }

    static SealedNode of(int number, long incarnation, long boot, Keyring ring) {
        return new SealedNode(number, incarnation, boot, ring);
    }

    /** The group key of an epoch: 32 times its number. */
    static GroupKey key(int epoch) {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        Arrays.fill(secret, (byte) epoch);
        return new GroupKey(epoch, Payload.of(secret));
    }

    private static KeyPair keys(int number) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Constant((byte) number));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        }
    }

    NodeId id() {
        return identity.id();
    }

    Origin origin() {
        return origin;
    }

    /** Refutes: the same run under the next incarnation. */
    void raiseIncarnation() {
        origin = Origin.of(id(), origin.incarnation().orElseThrow() + 1, origin.boot());
    }

    byte[] seal(Message message) {
        return format.encode(message);
    }

    byte[] beat() {
        return seal(new Beat(origin));
    }

    byte[] leave() {
        return seal(new Leave(origin));
    }

    byte[] heartbeat() {
        return seal(heartbeat(new byte[] {1, 2, 3}));
    }

    Heartbeat heartbeat(byte[] reading) {
        return new Heartbeat(origin, "", 0, 1_795_442_640.5, Payload.of(reading), 99, Optional.empty());
    }

    /** The longest that a node can have to say, beside whom it hears in the largest cluster. */
    Heartbeat longestHeartbeat() {
        return new Heartbeat(
                origin,
                "",
                0,
                1_795_442_640.5,
                Payload.of(new byte[Publication.MAX_READING_BYTES]),
                99,
                Optional.of(new Hearing(1, Payload.of(new byte[BinaryFormat.MAX_HEARING_BYTES]))));
    }

    /** The longest that a node with the longest name can have to say. */
    Inventory longestInventory() {
        return new Inventory(
                origin,
                "\u8a9e".repeat(NodeId.MAX_LENGTH),
                WireFormat.MAX_INTEGER,
                Payload.of(new byte[Publication.MAX_INVENTORY_BYTES]));
    }

    byte[] inventory(long version) {
        return seal(new Inventory(origin, "gpunode-017", version, Payload.of(new byte[] {4, 5, 6})));
    }

    /** Gets through the first heartbeats of a run, after which the short form is used; returns the last. */
    byte[] settle() {
        byte[] last = {};
        for (int i = 0; i < SealedFormat.FIRST_LONG_HEARTBEATS; i++) {
            last = heartbeat();
        }
        return last;
    }

    Message opens(byte[] datagram) {
        Decoding decoding = format.decode(datagram);
        assertThat(decoding).isInstanceOf(Decoding.Decoded.class);
        return ((Decoding.Decoded) decoding).message();
    }

    void rejects(byte[] datagram, RejectReason reason) {
        assertThat(format.decode(datagram)).isEqualTo(new Decoding.Rejected(reason));
    }

    /** Random bytes that are all the same. */
    private static final class Constant extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte value;

        Constant(byte value) {
            this.value = value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, value);
        }
    }
}
