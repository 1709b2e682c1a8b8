package org.corelink.node;

import org.corelink.gossip.Member;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.PayloadCheck;
import org.corelink.gossip.Publication;

/**
 * A {@link NodeState} as the payloads of gossip, and back: JSON with the fields of CoreLink 0.01.x and ours beside them
 * in the open format; CBOR, an inventory and a reading, in the sealed one. The fields, their bounds and the rule by
 * which a large state is cut to size stand in the site's page on readings. Never throws for what comes.
 */
public final class NodeStateCodec {
    /** Accepts exactly what {@link #decode} accepts. */
    public static final PayloadCheck CHECK = new PayloadCheck() {
        @Override
        public boolean accepts(Payload payload) {
            return decode(payload, Payload.NONE, 0) instanceof DecodedState.Accepted;
        }

        @Override
        public boolean acceptsInventory(Payload payload) {
            try {
                StateReader.read(payload.toByteArray(), PayloadKind.INVENTORY);
                return true;
            } catch (RefusedException e) {
                return false;
            }
        }
    };

    private NodeStateCodec() {}

    /**
     * What a node of that mode publishes. No payload exceeds its limit, and each is accepted by {@link #decode}; what does
     * not fit is left out by a fixed rule.
     *
     * @param epochMillis the wall clock now
     */
    public static Publication encode(Mode mode, NodeState state, long epochMillis) {
        Told told = new Told(StateBounds.fit(state), epochMillis);
        if (mode == Mode.OPEN) {
            return Publication.open(StateWriter.write(told, PayloadKind.OPEN));
        }
        return new Publication(
                mode == Mode.SEALED ? Payload.EMPTY : StateWriter.write(told, PayloadKind.OPEN),
                StateWriter.write(told, PayloadKind.INVENTORY),
                StateWriter.write(told, PayloadKind.READING));
    }

    /** What a member says about itself, as of its newest heartbeat. */
    public static DecodedState decode(Member member) {
        return decode(member.reading(), member.inventory(), heartbeatMillis(member));
    }

    /**
     * Reads the payloads of one node. Strict: each known field must have its type and range, and in the open format every
     * field of 0.01.x must be there; fields that this version does not know are counted and skipped. A payload of 0.01.x
     * gives an empty version and unknown readings.
     *
     * @param reading in either format
     * @param inventory of the sealed format; empty where it has not come yet, or of the open format
     * @param heartbeatMillis the sender's wall clock at the heartbeat that brought the reading
     */
    static DecodedState decode(Payload reading, Payload inventory, long heartbeatMillis) {
        try {
            return assembled(draft(reading), reading, inventory, heartbeatMillis);
        } catch (RefusedException e) {
            return new DecodedState.Rejected(e.reason());
        }
    }

    /** The same where the member's reading has been read. */
    static DecodedState decode(StateDraft reading, Member member) {
        try {
            return assembled(reading, member.reading(), member.inventory(), heartbeatMillis(member));
        } catch (RefusedException e) {
            return new DecodedState.Rejected(e.reason());
        }
    }

    /** What a reading says by itself, in either format. */
    static StateDraft draft(Payload reading) throws RefusedException {
        return StateReader.read(reading.toByteArray(), isOpen(reading) ? PayloadKind.OPEN : PayloadKind.READING);
    }

    private static boolean isOpen(Payload reading) {
        byte[] bytes = reading.toByteArray();
        return bytes.length > 0 && bytes[0] == '{';
    }

    private static DecodedState assembled(StateDraft readings, Payload reading, Payload inventory, long heartbeatMillis)
            throws RefusedException {
        if (isOpen(reading)) {
            return new DecodedState.Accepted(new StateAssembly(readings, readings, heartbeatMillis).state());
        }
        StateDraft what = inventory.length() == 0
                ? new StateDraft()
                : StateReader.read(inventory.toByteArray(), PayloadKind.INVENTORY);
        return new DecodedState.Accepted(new StateAssembly(what, readings, heartbeatMillis).state());
    }

    private static long heartbeatMillis(Member member) {
        return Math.round(member.epochSeconds() * 1_000);
    }
}
