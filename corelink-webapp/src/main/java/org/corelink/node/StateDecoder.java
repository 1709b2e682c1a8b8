package org.corelink.node;

import java.util.IdentityHashMap;
import org.corelink.gossip.Member;
import org.corelink.gossip.Payload;
import org.corelink.gossip.PayloadCheck;

/**
 * Reads each payload once: when gossip asks whether it may take a heartbeat, and again when the view asks what it says. Not
 * safe for threads; gossip does both on its own.
 */
public final class StateDecoder implements PayloadCheck {
    /** More than a turn of gossip takes. Of those that were refused after all nobody asks. */
    static final int MOST = 512;

    /** By the very object: to compare the bytes of two would take as long as half the reading. */
    private final IdentityHashMap<Payload, StateDraft> drafts = new IdentityHashMap<>();

    @Override
    public boolean accepts(Payload payload) {
        if (drafts.size() >= MOST) {
            drafts.clear();
        }
        try {
            drafts.put(payload, NodeStateCodec.draft(payload));
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    @Override
    public boolean acceptsInventory(Payload payload) {
        return NodeStateCodec.CHECK.acceptsInventory(payload);
    }

    /** What a member says about itself, as of its newest heartbeat. */
    public DecodedState decode(Member member) {
        StateDraft known = drafts.remove(member.reading());
        return known == null ? NodeStateCodec.decode(member) : NodeStateCodec.decode(known, member);
    }

    /** Number of payloads that were read and not asked for yet, for tests of its bound. */
    int waiting() {
        return drafts.size();
    }
}
