package org.corelink.gossip.membership;

/**
 * How a received state relates to the known one.
 *
 * <p><b>Nodes that send an incarnation</b> are ordered by (incarnation, sequence), and nothing else counts. A greater
 * incarnation is a later run, or, with the same boot number, the same run after it refuted what was said about it.
 *
 * <p><b>0.01.x nodes</b> start again at sequence 1, so that a state of theirs is newer if its sequence <em>or</em> its
 * epoch is greater. That alone is no order: after a restart, a late or replayed datagram of the earlier run has the
 * greater sequence and would be taken, the next true heartbeat has the greater epoch and would be taken as one more
 * restart, and so on with every replay. So whenever sequence or epoch go back, the state that was known is remembered
 * as {@link Superseded}, and what is no greater than the highest superseded sequence <em>and</em> epoch is never taken
 * again. A true heartbeat is covered by that only if the node restarts and then sets its clock back to before its
 * former run ended: then it goes stale, is removed, and joins again, which takes the removal time.
 *
 * <p>The rule for 0.01.x nodes also holds where only one of the two states has an incarnation: the program on that
 * machine was replaced by another version.
 */
public enum Recency {
    /** A duplicate, or late, or replayed. */
    NOT_NEWER,
    /** The next state of the same run. */
    NEWER,
    /** The first known state of a later run. */
    RESTARTED;

    static Recency of(Stamp candidate, Stamp known, Superseded superseded) {
        if (candidate.hasIncarnation() && known.hasIncarnation()) {
            return byIncarnation(candidate, known);
        }
        boolean greater = candidate.sequence() > known.sequence() || candidate.epochSeconds() > known.epochSeconds();
        if (!greater || superseded.covers(candidate)) {
            return NOT_NEWER;
        }
        boolean otherVersion = candidate.hasIncarnation() != known.hasIncarnation();
        return otherVersion || candidate.sequence() < known.sequence() ? RESTARTED : NEWER;
    }

    private static Recency byIncarnation(Stamp candidate, Stamp known) {
        int order = Long.compare(candidate.incarnation(), known.incarnation());
        if (order != 0) {
            boolean sameRun = candidate.origin().isSameRun(known.origin());
            return order < 0 ? NOT_NEWER : sameRun ? NEWER : RESTARTED;
        }
        return candidate.sequence() > known.sequence() ? NEWER : NOT_NEWER;
    }

    /** What is superseded once {@code candidate} has taken the place of {@code known}. */
    static Superseded supersede(Stamp candidate, Stamp known, Superseded superseded) {
        boolean wentBack = candidate.sequence() < known.sequence()
                || candidate.epochSeconds() < known.epochSeconds()
                || candidate.incarnation() != known.incarnation();
        return wentBack ? superseded.and(known) : superseded;
    }
}
