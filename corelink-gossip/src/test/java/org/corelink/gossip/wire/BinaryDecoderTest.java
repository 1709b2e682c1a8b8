package org.corelink.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryDecoderTest {
    private static final Origin ORIGIN = Origin.of(new NodeId("0123456789abcdef"), 7, 8);
    private static final String ID = "fedcba9876543210";

    /** Each with a good one that differs in the fault alone. {@code ID} and {@code HASHES} stand for what they say. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no type,                          MALFORMED,     '',                         01",
        "type 0,                           UNKNOWN_TYPE,  00,                         01",
        "type of a newer version,          UNKNOWN_TYPE,  10,                         01",
        "beat with hearing,                UNKNOWN_TYPE,  81,                         01",
        "beat that goes on,                MALFORMED,     0100,                       01",
        "leave that goes on,               MALFORMED,     0700,                       07",
        "heartbeat cut off in its clock,   MALFORMED,     020000000000,               020000000000000a0b0c0d",
        "heartbeat cut off in its hash,    MALFORMED,     020000000000000a0b0c,       020000000000000a0b0c0d",
        "clock after the year 9999,        INVALID_FIELD, 02e677d21fdc000a0b0c0d,     02e677d21fdbff0a0b0c0d",
        "hearing cut off,                  MALFORMED,     820000000000000a0b0c0d0102030402ff,"
                + " 820000000000000a0b0c0d0102030401ff",
        "hearing of 1025 nodes,            INVALID_FIELD, 820000000000000a0b0c0d010203048101,"
                + " 820000000000000a0b0c0d0102030400",
        "probe without nonce,              MALFORMED,     03,                         0300",
        "nonce cut off,                    MALFORMED,     0380,                       038001",
        "nonce with a needless byte,       MALFORMED,     038100,                     0301",
        "nonce of two zeroes,              MALFORMED,     038000,                     0300",
        "nonce of 2^53,                    INVALID_FIELD, 038080808080808010,         03ffffffffffffff0f",
        "nonce without end,                MALFORMED,     03ffffffffffffffffffff01,   03ffffffffffffff0f",
        "subject cut off,                  MALFORMED,     04fedcba9876543200,         04ID00",
        "ack with two nonces,              MALFORMED,     05ID0000,                   05ID00",
        "accused of incarnation 0,         INVALID_FIELD, 06ID0000000000,             06ID0100000000",
        "unknown charge,                   INVALID_FIELD, 06ID0102000000,             06ID0101000000",
        "unknown evidence,                 INVALID_FIELD, 06ID0100020000,             06ID0100010000",
        "silent for over an hour,          INVALID_FIELD, 06ID01000081dddb0100,       06ID01000080dddb0100",
        "10001 probes,                     INVALID_FIELD, 06ID01000000914e,           06ID01000000904e",
        "hello without clock,              MALFORMED,     08010203040102030405060708,"
                + " 08010203040102030405060708000000000000 0a0b0c0d",
        "answer without clock,             MALFORMED,     090102030405060708,"
                + " 090102030405060708000000000000 0a0b0c0d",
        "inventory without name,           INVALID_FIELD, 0a0001,                     0a016101",
        "name longer than the message,     MALFORMED,     0a036101,                   0a016101",
        "name of broken UTF-8,             MALFORMED,     0a01c301,                   0a02c3a901",
        "name with a line feed,            INVALID_FIELD, 0a010a01,                   0a016101",
        "name of 193 bytes,                INVALID_FIELD, 0ac101,                     0a016101",
        "inventory of version 0,           INVALID_FIELD, 0a016100,                   0a016101",
        "digest one byte short,            MALFORMED,     0cSHORT,                    0cHASHES",
        "digest one byte long,             MALFORMED,     0cHASHES00,                 0cHASHES",
        "pull of three bytes,              MALFORMED,     0d010203,                   0d01020304",
        "update without a datagram,        MALFORMED,     0e,                         0e7f00000101aa",
        "update with an empty datagram,    INVALID_FIELD, 0e7f00000100,               0e7f00000101aa",
        "update with a datagram too long,  INVALID_FIELD, 0e7f000001f90a,             0e7f00000101aa",
        "update cut off in an address,     MALFORMED,     0e7f00000101aa7f,           0e7f00000101aa",
        "notice of two epochs,             MALFORMED,     0f0708,                     0f07",
    })
    void badOneIsRejectedAndItsGoodTwinIsNot(String what, RejectReason reason, String bad, String good) {
        assertThat(decode(bytes(good))).as(what).isInstanceOf(Decoding.Decoded.class);
        assertThat(decode(bytes(bad))).as(what).isEqualTo(new Decoding.Rejected(reason));
    }

    @Test
    void whatNoDatagramCanHoldIsRejected() {
        assertThat(decode(new byte[WireFormat.MAX_DATAGRAM_BYTES + 1]))
                .isEqualTo(new Decoding.Rejected(RejectReason.MALFORMED));
    }

    @Test
    void heartbeatAddsElevenBytesToItsReading() {
        Heartbeat heartbeat =
                new Heartbeat(ORIGIN, "", 1, 1_795_442_639.123, Payload.of(new byte[39]), 5, Optional.empty());

        assertThat(BinaryEncoder.encode(heartbeat)).hasSize(50);
        assertThat(BinaryEncoder.encode(new Beat(ORIGIN))).hasSize(1);
    }

    @Test
    void whatTheFormatCannotSayIsRefused() {
        Origin legacy = Origin.legacy("gpunode-017");
        Heartbeat tooLate = new Heartbeat(ORIGIN, "", 1, 1e15, Payload.NONE, 0, Optional.empty());
        List<Message> impossible = List.of(
                new DigestRequest(ORIGIN, "gpunode-016", "gpunode-017", Map.of()),
                new Ack(ORIGIN, legacy.node(), 1),
                new Probe(ORIGIN, -1),
                new Probe(ORIGIN, WireFormat.MAX_INTEGER + 1),
                new Inventory(ORIGIN, "a\nb", 1, Payload.NONE),
                new Inventory(ORIGIN, "a", 0, Payload.NONE),
                new Update(ORIGIN, List.of()),
                new KeyNotice(ORIGIN, 256),
                tooLate,
                new Hello(ORIGIN, tooLate, 1, 1));

        assertThat(impossible)
                .allSatisfy(message ->
                        assertThatIllegalArgumentException().isThrownBy(() -> BinaryEncoder.encode(message)));
    }

    private static Decoding decode(byte[] bytes) {
        return BinaryDecoder.decode(bytes, ORIGIN, 42);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of()
                .parseHex(hex.replace("ID", ID)
                        .replace("HASHES", "00".repeat(128))
                        .replace("SHORT", "00".repeat(127))
                        .replace(" ", ""));
    }
}
