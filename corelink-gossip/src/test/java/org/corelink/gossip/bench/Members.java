package org.corelink.gossip.bench;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.corelink.gossip.Format;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

/** Members as a view holds them, for tests. */
final class Members {
    private Members() {}

    static Member member(NodeId id, String name, Format format, MemberState state, double epochSeconds) {
        return new Member(
                id,
                name,
                state,
                "",
                format,
                InetAddress.getLoopbackAddress(),
                OptionalLong.of(1),
                1,
                epochSeconds,
                0,
                Payload.NONE,
                Payload.EMPTY,
                Optional.empty());
    }
}
