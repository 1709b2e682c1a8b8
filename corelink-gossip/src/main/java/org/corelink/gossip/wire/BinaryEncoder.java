package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.corelink.gossip.Evidence;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.NodeId;

/** Writes what stands inside a sealed datagram; see {@link BinaryFormat}. */
public final class BinaryEncoder {
    private BinaryEncoder() {}

    /**
     * The bytes of one message, without its origin, and without the name and the number of a heartbeat: the envelope
     * and the inventory tell these. Not limited in length.
     *
     * @throws IllegalArgumentException if the format has no such message, or a field is out of its range
     */
    public static byte[] encode(Message message) {
        BinaryWriter out = new BinaryWriter();
        switch (message) {
            case Beat _ -> type(BinaryFormat.BEAT, out);
            case Heartbeat heartbeat -> state(BinaryFormat.HEARTBEAT, new byte[0], heartbeat, out);
            case Probe probe -> nonce(type(BinaryFormat.PROBE, out), probe.nonce());
            case ProbeRequest request ->
                nonce(type(BinaryFormat.PROBE_REQUEST, out).node(request.subject()), request.nonce());
            case Ack ack -> nonce(type(BinaryFormat.ACK, out).node(ack.subject()), ack.nonce());
            case Accusation accusation -> accusation(accusation, out);
            case Leave _ -> type(BinaryFormat.LEAVE, out);
            case Hello hello -> hello(hello, out);
            case HelloAck ack -> {
                byte[] nonce = new BinaryWriter().fixed(ack.nonce(), Long.BYTES).toByteArray();
                state(BinaryFormat.HELLO_ACK, nonce, ack.state(), out);
            }
            case Inventory inventory -> inventory(inventory, out);
            case InventoryRequest _ -> type(BinaryFormat.INVENTORY_REQUEST, out);
            case BucketDigest digest -> {
                type(BinaryFormat.BUCKET_DIGEST, out);
                digest.hashes().forEach(hash -> out.fixed(hash, Integer.BYTES));
            }
            case Pull pull -> type(BinaryFormat.PULL, out).fixed(pull.buckets(), Integer.BYTES);
            case Update update -> update(update, out);
            case KeyNotice notice -> {
                BinaryWriter.require(notice.epoch() >= 0 && notice.epoch() < GroupKey.EPOCHS, "no such epoch");
                type(BinaryFormat.KEY_NOTICE, out).fixed(notice.epoch(), 1);
            }
            case DigestRequest _, DigestResponse _ ->
                throw new IllegalArgumentException("a message of the open format only");
        }
        return out.toByteArray();
    }

    private static BinaryWriter type(int type, BinaryWriter out) {
        return out.fixed(type, 1);
    }

    private static void nonce(BinaryWriter out, long nonce) {
        out.varint(nonce, 0, WireFormat.MAX_INTEGER);
    }

    private static void state(int type, byte[] before, Heartbeat state, BinaryWriter out) {
        long millis = Math.round(state.epochSeconds() * 1_000);
        BinaryWriter.require(millis >= 0 && millis <= BinaryFormat.MAX_CLOCK_MILLIS, "clock out of its range");
        out.fixed(state.hearing().isPresent() ? type | BinaryFormat.WITH_HEARING : type, 1)
                .raw(before)
                .fixed(millis, BinaryFormat.CLOCK_BYTES)
                .fixed(state.inventoryHash(), Integer.BYTES);
        state.hearing()
                .ifPresent(hearing -> out.fixed(hearing.nodesHash(), Integer.BYTES)
                        .varint(hearing.bits().length(), 0, BinaryFormat.MAX_HEARING_BYTES)
                        .payload(hearing.bits()));
        out.payload(state.reading());
    }

    private static void hello(Hello hello, BinaryWriter out) {
        BinaryWriter.require(hello.echo() >= 0 && hello.echo() <= WireFormat.MAX_BOOT, "echo out of its range");
        byte[] challenge = new BinaryWriter()
                .fixed(hello.echo(), Integer.BYTES)
                .fixed(hello.nonce(), Long.BYTES)
                .toByteArray();
        state(BinaryFormat.HELLO, challenge, hello.state(), out);
    }

    private static void accusation(Accusation accusation, BinaryWriter out) {
        type(BinaryFormat.ACCUSATION, out)
                .node(accusation.subject())
                .varint(accusation.incarnation(), 1, WireFormat.MAX_INTEGER)
                .constant(accusation.charge(), Accusation.Charge.values())
                .constant(accusation.evidence().kind(), Evidence.Kind.values())
                .varint(accusation.evidence().silentMillis(), 0, Evidence.MAX_SILENT_MILLIS)
                .varint(accusation.evidence().probes(), 0, Evidence.MAX_PROBES);
    }

    private static void inventory(Inventory inventory, BinaryWriter out) {
        BinaryWriter.require(NodeId.isValid(inventory.name()), "a name must be printable");
        byte[] name = inventory.name().getBytes(UTF_8);
        type(BinaryFormat.INVENTORY, out)
                .varint(name.length, 1, BinaryFormat.MAX_NAME_BYTES)
                .raw(name)
                .varint(inventory.version(), 1, WireFormat.MAX_INTEGER)
                .payload(inventory.payload());
    }

    private static void update(Update update, BinaryWriter out) {
        BinaryWriter.require(!update.relayed().isEmpty(), "an update without a datagram");
        type(BinaryFormat.UPDATE, out);
        update.relayed()
                .forEach(relayed -> out.raw(relayed.address().getAddress())
                        .varint(relayed.datagram().length(), 1, WireFormat.MAX_DATAGRAM_BYTES)
                        .payload(relayed.datagram()));
    }
}
