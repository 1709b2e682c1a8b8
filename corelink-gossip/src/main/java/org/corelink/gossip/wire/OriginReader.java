package org.corelink.gossip.wire;

import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Gathers the three fields that tell which run of which node of this version has sent a message. */
final class OriginReader {
    private static final long ABSENT = -1;

    private @Nullable NodeId id;
    private long incarnation = ABSENT;
    private long boot = ABSENT;

    /** Whether the field {@code name}, whose value {@code parser} stands on, is one of them; takes it if so. */
    boolean reads(String name, JsonParser parser) {
        switch (name) {
            case WireFormat.ID -> id = Fields.memberId(parser);
            case WireFormat.INCARNATION -> incarnation = Fields.integer(parser, 1, WireFormat.MAX_INTEGER);
            case WireFormat.BOOT -> boot = Fields.integer(parser, 0, WireFormat.MAX_BOOT);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The origin of a message that only nodes of this version send. */
    Origin origin() {
        Fields.require(id != null && incarnation != ABSENT && boot != ABSENT, "id, inc or boot is missing");
        return Origin.of(id, incarnation, boot);
    }

    /** The origin of a message that 0.01.x nodes send too, without these fields. */
    Origin originOr(String legacyName) {
        return id == null && incarnation == ABSENT && boot == ABSENT ? Origin.legacy(legacyName) : origin();
    }
}
