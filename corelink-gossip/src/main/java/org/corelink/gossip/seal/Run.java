package org.corelink.gossip.seal;

import java.nio.ByteBuffer;
import javax.crypto.SecretKey;
import org.corelink.gossip.wire.Origin;

/** One run of a node under one key of the group. */
final class Run {
    private final Origin origin;
    private final byte[] header;
    private final int keyId;
    private final SecretKey key;
    private final History history;

    /** The run with this header and this AES key, of which {@code history} has come under other keys. */
    Run(byte[] header, SecretKey key, History history) {
        this.origin = Envelope.origin(header);
        this.header = header;
        this.keyId = ByteBuffer.wrap(Digests.sha256(header)).getInt();
        this.key = key;
        this.history = history;
    }

    Origin origin() {
        return origin;
    }

    /** Incarnation of the node in this run. */
    long incarnation() {
        return origin.incarnation().orElseThrow();
    }

    /** Epoch of the key. */
    int epoch() {
        return Byte.toUnsignedInt(header[Envelope.EPOCH_AT]);
    }

    /** What its datagrams in long form begin with; not to be changed. */
    byte[] header() {
        return header;
    }

    /** What its datagrams in short form say instead. */
    int keyId() {
        return keyId;
    }

    SecretKey key() {
        return key;
    }

    History history() {
        return history;
    }
}
