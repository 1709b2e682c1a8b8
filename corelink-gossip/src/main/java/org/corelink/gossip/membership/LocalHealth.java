package org.corelink.gossip.membership;

import java.time.Duration;

/**
 * How far this node trusts itself, as in Lifeguard (Dadgar, Phillips, Currey, 2018, arXiv:1707.00788): whoever is late
 * himself takes others for silent. Each sign of being late makes it more patient, each quiet {@link #RECOVERY} less.
 */
final class LocalHealth {
    /**
     * A longer gap between two turns is a sign of being late. A turn comes at least once a {@link Timing#RHYTHM}, so that
     * the node then has missed one turn and is nearly at the next.
     */
    static final Duration LATE = Duration.ofMillis(750);

    /** Time without a sign of being late after which one is forgiven. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    /** Most signs that are counted. */
    static final int MAX_SCORE = 4;

    private int score;
    private long lastTurnNanos;
    private long changedNanos;

    LocalHealth(long nanos) {
        lastTurnNanos = nanos;
        changedNanos = nanos;
    }

    /**
     * A turn begins. Of a gap of any length, a pause too, one sign is counted: the silence of others during a pause is none
     * anyway, see {@link AttentiveClock}.
     */
    void turn(long nanos) {
        if (nanos - lastTurnNanos > LATE.toNanos()) {
            suffer(nanos);
        } else if (score > 0 && Timing.isDue(changedNanos + RECOVERY.toNanos(), nanos)) {
            score--;
            changedNanos = nanos;
        }
        lastTurnNanos = nanos;
    }

    /** This node was late, or others have found it silent. */
    void suffer(long nanos) {
        score = Math.min(MAX_SCORE, score + 1);
        changedNanos = nanos;
    }

    /** How many times longer than usual this node waits before it takes another for silent: 1 to 3. */
    double patience() {
        return 1 + score * 0.5;
    }
}
