package org.corelink.gossip.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.util.Optional;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Leave;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;

/** Another node as a test plays it: it says what the test wants, under numbers that it keeps itself. */
final class Peer {
    final NodeId id;
    final InetAddress address;
    String name;
    long incarnation = 10_000;
    long boot;
    long sequence = 1;
    double epochSeconds = 100;
    int inventoryHash;

    /** A peer whose address ends in {@code number}. */
    Peer(String name, int number) {
        this.id = new NodeId(name);
        this.name = name;
        this.boot = 900L + number;
        this.address = address(number);
    }

    static InetAddress address(int number) {
        return InetAddress.ofLiteral("10.0." + (number >> 8) + "." + (number & 0xFF));
    }

    static Payload payload(String json) {
        return Payload.of(json.getBytes(UTF_8));
    }

    /** It has been started again. */
    void restart() {
        incarnation += 1_000;
        boot += 1_000;
        sequence = 1;
    }

    Origin origin() {
        return Origin.of(id, incarnation, boot);
    }

    /** Its next heartbeat. */
    Heartbeat heartbeat() {
        return heartbeat(Payload.EMPTY);
    }

    Heartbeat heartbeat(Payload reading) {
        return new Heartbeat(origin(), name, sequence++, epochSeconds, reading, inventoryHash, Optional.empty());
    }

    /** The next heartbeat of a 0.01.x node of this name. */
    Heartbeat legacyHeartbeat() {
        return new Heartbeat(Origin.legacy(name), name, sequence++, epochSeconds, Payload.EMPTY, 0, Optional.empty());
    }

    Beat beat() {
        return new Beat(origin());
    }

    Probe probe(long nonce) {
        return new Probe(origin(), nonce);
    }

    ProbeRequest asksFor(NodeId subject, long nonce) {
        return new ProbeRequest(origin(), subject, nonce);
    }

    Ack ack(long nonce) {
        return ack(id, nonce);
    }

    Ack ack(NodeId subject, long nonce) {
        return new Ack(origin(), subject, nonce);
    }

    Leave leave() {
        return new Leave(origin());
    }

    Inventory inventory(long version, String payload) {
        return new Inventory(origin(), name, version, payload(payload));
    }

    /** Says that nobody gets an answer from {@code subject}. */
    Accusation accuses(Peer subject, Accusation.Charge charge, int silentMillis) {
        return accuses(
                subject.id, subject.incarnation, charge, new Evidence(Evidence.Kind.UNANSWERED, silentMillis, 40));
    }

    Accusation accuses(NodeId subject, long accused, Accusation.Charge charge, Evidence evidence) {
        return new Accusation(origin(), subject, accused, charge, evidence);
    }
}
