package org.corelink.gossip.runtime;

import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Identity;

/** The codecs that a node needs. */
public final class Codecs {
    private Codecs() {}

    /** The codec of one format for one run of a node. */
    public static Codec of(Format format, Identity identity, GossipConfig config) {
        return switch (format) {
            case OPEN -> new OpenCodec(config.name());
            case SEALED -> new SealedCodec(identity, config);
        };
    }
}
