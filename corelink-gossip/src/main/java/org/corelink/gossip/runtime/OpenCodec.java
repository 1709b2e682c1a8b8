package org.corelink.gossip.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.OpenDecoder;
import org.corelink.gossip.wire.OpenEncoder;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Update;

/** The open format, which has no keys, keeps nothing, and relays nothing. */
final class OpenCodec implements Codec {
    private final OpenEncoder encoder;

    OpenCodec(String name) {
        encoder = new OpenEncoder(name);
    }

    @Override
    public Decoding decode(Datagram datagram) {
        return OpenDecoder.decode(datagram.bytes());
    }

    @Override
    public byte[] encode(Message message) {
        return encoder.encode(message);
    }

    @Override
    public List<Update> relay(Origin self, Collection<NodeId> about) {
        return List.of();
    }

    @Override
    public void turn(long nowNanos) {}

    @Override
    public Optional<KeyNotice> rotation() {
        return Optional.empty();
    }

    @Override
    public void use(Keyring keyring) {}
}
