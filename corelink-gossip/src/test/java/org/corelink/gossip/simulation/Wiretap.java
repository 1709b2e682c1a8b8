package org.corelink.gossip.simulation;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.corelink.gossip.Format;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;
import org.corelink.gossip.seal.SealedFormat;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.OpenDecoder;

/** Reads everything that nodes of the simulation send, the moment they send it. */
final class Wiretap {
    /** The keys of every sealed cluster here. */
    static final Keyring KEYRING = Keyring.of(0x5EED, new GroupKey(1, Payload.of(new byte[GroupKey.SECRET_BYTES])));

    private final SealedFormat sealed = sealed();

    private static SealedFormat sealed() {
        try {
            var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SealedFormat(Identity.idOf(keys.getPublic().getEncoded()), keys, KEYRING);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        }
    }

    /** The state that a datagram carries, or empty if it carries none. */
    Optional<Heartbeat> state(byte[] datagram) {
        Decoding decoding = Format.of(datagram).orElseThrow() == Format.OPEN
                ? OpenDecoder.decode(datagram)
                : sealed.decode(datagram);
        return switch (decoding) {
            case Decoding.Decoded(Message message) -> stateOf(message);
            case Decoding.Rejected(var reason) -> throw new AssertionError("sent a datagram that is " + reason);
        };
    }

    private static Optional<Heartbeat> stateOf(Message message) {
        return switch (message) {
            case Heartbeat heartbeat -> Optional.of(heartbeat);
            case DigestResponse(Heartbeat state, boolean _) -> Optional.of(state);
            case Hello hello -> Optional.of(hello.state());
            case HelloAck ack -> Optional.of(ack.state());
            default -> Optional.empty();
        };
    }
}
