package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.BinaryEncoder;
import org.corelink.gossip.wire.BucketDigest;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.InventoryRequest;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Leave;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;
import org.corelink.gossip.wire.Pull;
import org.corelink.gossip.wire.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The datagrams under {@code golden/sealed}: one of each type, each with the keys that open it. A message that a node
 * sends in short form has the datagram in long form that must come before.
 */
class SealedVectorsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/sealed");
    private static final HexFormat HEX = HexFormat.of();
    private static final NodeId SUBJECT = new NodeId("fedcba9876543210");

    static List<String> names() {
        return List.copyOf(messages(SealedNode.number(1)).keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void datagramIsWrittenToTheByteAndUnderstood(String name) throws IOException {
        Properties vector = read(name);
        SealedNode sender = SealedNode.number(1);
        SealedNode receiver = SealedNode.of(2, ring(vector));
        String introduction = vector.getProperty("introduction");
        if (introduction != null) {
            assertThat(HEX.formatHex(sender.settle())).isEqualTo(introduction);
            receiver.opens(HEX.parseHex(introduction));
        }
        Message message = messages(sender).get(name);
        byte[] datagram = HEX.parseHex(vector.getProperty("datagram"));

        assertThat(HEX.formatHex(BinaryEncoder.encode(message))).isEqualTo(vector.getProperty("plaintext"));
        assertThat(HEX.formatHex(sender.seal(message))).isEqualTo(HEX.formatHex(datagram));
        assertThat(sameButForNumber(receiver.opens(datagram))).isEqualTo(message);
    }

    @Test
    void everyFileIsLookedAt() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            names().stream().map(name -> name + ".hex").toList());
        }
    }

    private static Keyring ring(Properties vector) {
        return Keyring.of(
                HexFormat.fromHexDigitsToLong(vector.getProperty("cluster")),
                new GroupKey(
                        Integer.parseInt(vector.getProperty("epoch")),
                        Payload.of(HEX.parseHex(vector.getProperty("secret")))));
    }

    private static Properties read(String name) throws IOException {
        Properties vector = new Properties();
        vector.load(new StringReader(Files.readString(GOLDEN.resolve(name + ".hex"))));
        return vector;
    }

    /** The envelope numbers heartbeats, whatever their sender calls them. */
    private static Message sameButForNumber(Message message) {
        return switch (message) {
            case Heartbeat heartbeat -> unnumbered(heartbeat);
            case Hello hello -> new Hello(hello.origin(), unnumbered(hello.state()), hello.echo(), hello.nonce());
            case HelloAck ack -> new HelloAck(ack.origin(), unnumbered(ack.state()), ack.nonce());
            default -> message;
        };
    }

    private static Heartbeat unnumbered(Heartbeat of) {
        return new Heartbeat(
                of.origin(), of.name(), 0, of.epochSeconds(), of.reading(), of.inventoryHash(), of.hearing());
    }

    private static Map<String, Message> messages(SealedNode sender) {
        Origin origin = sender.origin();
        Heartbeat heartbeat = sender.heartbeat(HEX.parseHex("a0a1a2a3"));
        Hearing hearing = Hearing.of(new TreeSet<>(List.of(sender.id(), SUBJECT)), Collections.singleton(sender.id()));
        Heartbeat hearer =
                new Heartbeat(origin, "", 0, heartbeat.epochSeconds(), heartbeat.reading(), -1, Optional.of(hearing));
        Map<String, Message> messages = new LinkedHashMap<>();
        messages.put("beat-short", new Beat(origin));
        messages.put("beat", new Beat(origin));
        messages.put("heartbeat-short", heartbeat);
        messages.put("heartbeat", heartbeat);
        messages.put("heartbeat-hearing", hearer);
        messages.put("probe", new Probe(origin, 300));
        messages.put("probe-request", new ProbeRequest(origin, SUBJECT, 127));
        messages.put("ack", new Ack(origin, SUBJECT, 128));
        messages.put(
                "accusation",
                new Accusation(
                        origin,
                        SUBJECT,
                        1_795_442_639_000L,
                        Accusation.Charge.DOWN,
                        new Evidence(Evidence.Kind.UNANSWERED, 3_700, 36)));
        messages.put("leave", new Leave(origin));
        messages.put("hello", new Hello(origin, hearer, 0xFEED_0002L, 0x8877_6655_4433_2211L));
        messages.put("hello-ack", new HelloAck(origin, heartbeat, 0x8877_6655_4433_2211L));
        messages.put("inventory", new Inventory(origin, "gpunode-017", 1, heartbeat.reading()));
        messages.put("inventory-request", new InventoryRequest(origin));
        messages.put("bucket-digest", new BucketDigest(origin, Collections.nCopies(BucketDigest.BUCKETS, 0x01020304)));
        messages.put("pull", new Pull(origin, 0x8000_0001));
        messages.put("update", new Update(origin, List.of(new Update.Relayed(address(), heartbeat.reading()))));
        messages.put("key-notice", new KeyNotice(origin, 8));
        return messages;
    }

    private static Inet4Address address() {
        return Inet4Address.ofLiteral("10.0.0.7");
    }
}
