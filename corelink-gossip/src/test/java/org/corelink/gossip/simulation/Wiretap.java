package org.corelink.gossip.simulation;

import org.corelink.gossip.Format;
import org.corelink.gossip.Identity;
import org.corelink.gossip.seal.SealedFormat;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.OpenDecoder;
import org.jspecify.annotations.Nullable;

/** Reads everything that one run of a node sends, the moment it sends it, under whatever key. */
final class Wiretap {
    private final SealedFormat sealed;
    private byte[] lastBytes = {};
    private @Nullable Message lastMessage;

    Wiretap(Identity identity) {
        sealed = new SealedFormat(identity.id(), identity.keys(), Keys.all());
    }

    /** What a datagram says. */
    Message read(byte[] datagram, long nowNanos) {
        if (!isLast(datagram) || lastMessage == null) {
            lastMessage = decode(datagram, nowNanos);
            lastBytes = datagram;
        }
        return lastMessage;
    }

    @SuppressWarnings("ReferenceEquality") // A beat to several nodes is one array.
    private boolean isLast(byte[] datagram) {
        return datagram == lastBytes;
    }

    private Message decode(byte[] datagram, long nowNanos) {
        sealed.turn(nowNanos);
        Decoding decoding = Format.of(datagram).orElseThrow() == Format.OPEN
                ? OpenDecoder.decode(datagram)
                : sealed.decode(datagram);
        return switch (decoding) {
            case Decoding.Decoded(Message message) -> message;
            case Decoding.Rejected(var reason) -> throw new AssertionError("sent a datagram that is " + reason);
        };
    }

    /** The state that a message carries, or null if it carries none. */
    static @Nullable Heartbeat stateOf(Message message) {
        return switch (message) {
            case Heartbeat heartbeat -> heartbeat;
            case DigestResponse(Heartbeat state, boolean _) -> state;
            case Hello hello -> hello.state();
            case HelloAck ack -> ack.state();
            default -> null;
        };
    }
}
