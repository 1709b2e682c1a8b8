package org.corelink.gossip.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;

/** Reads what stands inside a sealed datagram; see {@link BinaryFormat}. */
public final class BinaryDecoder {
    private final BinaryReader in;
    private final Origin origin;
    private final long sequence;

    private BinaryDecoder(byte[] plaintext, Origin origin, long sequence) {
        this.in = new BinaryReader(plaintext);
        this.origin = origin;
        this.sequence = sequence;
    }

    /**
     * The message that the bytes stand for, all of them; never throws.
     *
     * @param plaintext what {@link BinaryEncoder#encode} wrote, or anything else
     * @param origin of the message, by the envelope
     * @param sequence number of a heartbeat, by the envelope
     * @return the message, or {@link RejectReason#MALFORMED} for bytes missing, left over or not in their shortest
     *     form, {@link RejectReason#INVALID_FIELD} or {@link RejectReason#UNKNOWN_TYPE}
     */
    public static Decoding decode(byte[] plaintext, Origin origin, long sequence) {
        if (plaintext.length > WireFormat.MAX_DATAGRAM_BYTES) {
            return new Decoding.Rejected(RejectReason.MALFORMED);
        }
        try {
            BinaryDecoder decoder = new BinaryDecoder(plaintext, origin, sequence);
            Message message = decoder.message();
            BinaryReader.require(decoder.in.isAtEnd(), RejectReason.MALFORMED);
            return new Decoding.Decoded(message);
        } catch (BinaryException e) {
            return new Decoding.Rejected(e.reason());
        }
    }

    private Message message() {
        int type = (int) in.fixed(1);
        return switch (type) {
            case BinaryFormat.BEAT -> new Beat(origin);
            case BinaryFormat.HEARTBEAT -> state(false);
            case BinaryFormat.HEARTBEAT | BinaryFormat.WITH_HEARING -> state(true);
            case BinaryFormat.PROBE -> new Probe(origin, nonce());
            case BinaryFormat.PROBE_REQUEST -> new ProbeRequest(origin, in.node(), nonce());
            case BinaryFormat.ACK -> new Ack(origin, in.node(), nonce());
            case BinaryFormat.ACCUSATION -> accusation();
            case BinaryFormat.LEAVE -> new Leave(origin);
            case BinaryFormat.HELLO -> hello(false);
            case BinaryFormat.HELLO | BinaryFormat.WITH_HEARING -> hello(true);
            case BinaryFormat.HELLO_ACK -> helloAck(false);
            case BinaryFormat.HELLO_ACK | BinaryFormat.WITH_HEARING -> helloAck(true);
            case BinaryFormat.INVENTORY ->
                new Inventory(origin, in.name(), in.varint(1, WireFormat.MAX_INTEGER), in.rest());
            case BinaryFormat.INVENTORY_REQUEST -> new InventoryRequest(origin);
            case BinaryFormat.BUCKET_DIGEST -> digest();
            case BinaryFormat.PULL -> new Pull(origin, (int) in.fixed(Integer.BYTES));
            case BinaryFormat.UPDATE -> update();
            case BinaryFormat.KEY_NOTICE -> new KeyNotice(origin, (int) in.fixed(1));
            default -> throw new BinaryException(RejectReason.UNKNOWN_TYPE);
        };
    }

    private long nonce() {
        return in.varint(0, WireFormat.MAX_INTEGER);
    }

    private Heartbeat state(boolean isWithHearing) {
        long millis = in.fixed(BinaryFormat.CLOCK_BYTES);
        BinaryReader.require(millis <= BinaryFormat.MAX_CLOCK_MILLIS, RejectReason.INVALID_FIELD);
        int inventoryHash = (int) in.fixed(Integer.BYTES);
        Optional<Hearing> hearing = isWithHearing ? Optional.of(hearing()) : Optional.empty();
        return new Heartbeat(origin, "", sequence, millis / 1_000.0, in.rest(), inventoryHash, hearing);
    }

    private Hearing hearing() {
        int nodesHash = (int) in.fixed(Integer.BYTES);
        return new Hearing(nodesHash, in.payload((int) in.varint(0, BinaryFormat.MAX_HEARING_BYTES)));
    }

    private Hello hello(boolean isWithHearing) {
        long echo = in.fixed(Integer.BYTES);
        long nonce = in.fixed(Long.BYTES);
        return new Hello(origin, state(isWithHearing), echo, nonce);
    }

    private HelloAck helloAck(boolean isWithHearing) {
        long nonce = in.fixed(Long.BYTES);
        return new HelloAck(origin, state(isWithHearing), nonce);
    }

    private Accusation accusation() {
        return new Accusation(
                origin,
                in.node(),
                in.varint(1, WireFormat.MAX_INTEGER),
                in.constant(Accusation.Charge.values()),
                evidence());
    }

    private Evidence evidence() {
        Evidence.Kind kind = in.constant(Evidence.Kind.values());
        int silentMillis = (int) in.varint(0, Evidence.MAX_SILENT_MILLIS);
        return new Evidence(kind, silentMillis, (int) in.varint(0, Evidence.MAX_PROBES));
    }

    private BucketDigest digest() {
        List<Integer> hashes = new ArrayList<>(BucketDigest.BUCKETS);
        for (int i = 0; i < BucketDigest.BUCKETS; i++) {
            hashes.add((int) in.fixed(Integer.BYTES));
        }
        return new BucketDigest(origin, hashes);
    }

    private Update update() {
        List<Update.Relayed> relayed = new ArrayList<>();
        do {
            Inet4Address address = address();
            Payload datagram = in.payload((int) in.varint(1, WireFormat.MAX_DATAGRAM_BYTES));
            relayed.add(new Update.Relayed(address, datagram));
        } while (!in.isAtEnd());
        return new Update(origin, relayed);
    }

    private Inet4Address address() {
        try {
            return (Inet4Address) InetAddress.getByAddress(in.bytes(4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
