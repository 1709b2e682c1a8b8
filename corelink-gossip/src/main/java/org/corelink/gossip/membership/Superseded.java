package org.corelink.gossip.membership;

/**
 * The highest marks of everything that a node said before its sequence or its clock last went back.
 *
 * @param sequence no superseded heartbeat has a greater one
 * @param epochSeconds no superseded heartbeat has a greater one
 */
record Superseded(long sequence, double epochSeconds) {
    static final Superseded NOTHING = new Superseded(-1, -1);

    boolean covers(Stamp stamp) {
        return stamp.sequence() <= sequence && stamp.epochSeconds() <= epochSeconds;
    }

    Superseded and(Stamp stamp) {
        return new Superseded(Math.max(sequence, stamp.sequence()), Math.max(epochSeconds, stamp.epochSeconds()));
    }
}
