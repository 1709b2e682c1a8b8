package org.corelink.gossip.runtime;

import java.net.Inet4Address;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.seal.Relay;
import org.corelink.gossip.seal.SealedFormat;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Update;
import org.jspecify.annotations.Nullable;

/** The sealed format with its keys, its windows, and what it can pass on. */
final class SealedCodec implements Codec {
    private final SealedFormat format;
    private final Relay relay;
    private @Nullable Message sealed;
    private byte[] bytes = {};

    SealedCodec(Identity identity, GossipConfig config) {
        format = new SealedFormat(
                identity.id(), identity.keys(), config.keyring().orElseThrow());
        relay = new Relay(config.maxMembers());
    }

    @Override
    public Decoding decode(Datagram datagram) {
        Decoding decoding = format.decode(datagram.bytes());
        if (decoding instanceof Decoding.Decoded(Message message) && datagram.from() instanceof Inet4Address from) {
            format.longForm(message.origin(), datagram.bytes()).ifPresent(bytes -> relay.keep(message, from, bytes));
        }
        return decoding;
    }

    /** A message that goes to several nodes in a row, such as a beat, is sealed once: each of them opens it once. */
    @Override
    @SuppressWarnings("ReferenceEquality") // What is said again later is equal, and needs a number of its own.
    public byte[] encode(Message message) {
        if (message != sealed) {
            bytes = format.encode(message);
            sealed = message;
        }
        return bytes;
    }

    @Override
    public List<Update> relay(Origin self, Collection<NodeId> about) {
        return relay.updates(self, about);
    }

    @Override
    public void turn(long nowNanos) {
        format.turn(nowNanos);
    }

    @Override
    public Optional<KeyNotice> rotation() {
        return format.rotation();
    }

    @Override
    public void use(Keyring keyring) {
        sealed = null;
        format.use(keyring);
    }
}
