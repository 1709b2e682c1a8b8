package org.corelink.gossip.wire;

import org.corelink.gossip.Evidence;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.NodeId;

/**
 * "That node does not answer." Multicast, repeated, and refuted by the accused with a {@link Beat} of a greater
 * incarnation. Both formats.
 *
 * @param origin who accuses
 * @param subject the accused
 * @param incarnation the accused's incarnation that this is about: a greater one is not touched
 * @param charge how far it goes
 * @param evidence what it rests on
 */
public record Accusation(Origin origin, NodeId subject, long incarnation, Charge charge, Evidence evidence)
        implements Message {
    /** The same, said by the accuser after it has refuted something itself. */
    public Accusation by(Origin accuser) {
        return new Accusation(accuser, subject, incarnation, charge, evidence);
    }

    /** How far an accusation goes. The order is that of the wire. */
    public enum Charge {
        /** Signs of life are missing, and probes go on. */
        SUSPECT,
        /** Confirmed. */
        DOWN
    }

    @Override
    public MessageType type() {
        return MessageType.ACCUSATION;
    }
}
