package org.corelink.host.join;

import java.time.Duration;
import java.time.Instant;
import org.corelink.host.ca.RefusedException;

/**
 * One invitation: good until its end, for one machine. Pure; safe for any number of threads.
 *
 * <p>The end is by the wall clock of the machine that invites; {@link InviteServer} closes its port by the monotonic one.
 */
public final class Invitation {
    /** The farthest that two clocks may be apart. */
    static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final JoinToken token;
    private final Instant end;
    private boolean isUsed;

    /** An invitation by {@code token}, up to {@code end}. */
    public Invitation(JoinToken token, Instant end) {
        this.token = token;
        this.end = end;
    }

    JoinToken token() {
        return token;
    }

    /**
     * Refuses whoever comes too late or has another time.
     *
     * @throws RefusedException in words for whoever comes
     */
    void check(Instant theirClock, Instant now) throws RefusedException {
        requireOpen(now);
        requireSameTime(theirClock, now);
    }

    /**
     * Uses the invitation up; of those who ask at once, one gets it.
     *
     * @throws RefusedException if it is over
     */
    synchronized void redeem(Instant now) throws RefusedException {
        requireOpen(now);
        isUsed = true;
    }

    private synchronized void requireOpen(Instant now) throws RefusedException {
        if (isUsed) {
            throw new RefusedException("This invitation was used already, and each lets one machine in. If that was not"
                    + " you, somebody else has read the token. A new one: corelink --invite");
        }
        if (!now.isBefore(end)) {
            throw new RefusedException("This invitation ended at " + end + ". A new one: corelink --invite");
        }
    }

    /**
     * Refuses clocks that are too far apart for certificates.
     *
     * @throws RefusedException with the difference, in words for the machine that asks
     */
    static void requireSameTime(Instant asking, Instant answering) throws RefusedException {
        Duration ahead = Duration.between(answering, asking);
        if (ahead.abs().compareTo(CLOCKS_APART) > 0) {
            throw new RefusedException(
                    "The clock of the machine that asks is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "behind" : "ahead of")
                            + " the other's. Set the wrong one: timedatectl set-ntp true");
        }
    }
}
