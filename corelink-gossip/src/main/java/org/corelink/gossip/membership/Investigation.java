package org.corelink.gossip.membership;

import org.corelink.gossip.Evidence;
import org.corelink.gossip.NodeId;

/** The probing of one silent member, until it is heard or down. */
final class Investigation {
    private final NodeId subject;
    private final long openedNanos;
    private final long nonce;
    private long nextRoundNanos;
    private int probes;
    private int rounds;
    private boolean announced;

    /**
     * An investigation before its first round.
     *
     * @param openedNanos attentive time
     * @param nonce goes with each of its probes
     */
    Investigation(NodeId subject, long openedNanos, long nonce, long nanos) {
        this.subject = subject;
        this.openedNanos = openedNanos;
        this.nonce = nonce;
        this.nextRoundNanos = nanos;
    }

    NodeId subject() {
        return subject;
    }

    /** Attentive time: a sign of life that is later ends the investigation. */
    long openedNanos() {
        return openedNanos;
    }

    long nonce() {
        return nonce;
    }

    long nextRoundNanos() {
        return nextRoundNanos;
    }

    /** Number of rounds that have failed. */
    int rounds() {
        return rounds;
    }

    /** Whether everybody has been told of the suspicion, so that the subject was able to refute. */
    boolean isAnnounced() {
        return announced;
    }

    void announce() {
        announced = true;
    }

    /**
     * Takes all that has failed for nothing: it may have been this node that was not heard. The subject gets as much time to
     * answer and to refute as if nothing had been asked.
     */
    void startOver() {
        probes = 0;
        rounds = 0;
        announced = false;
    }

    /** Counts one round. */
    void round(int sent, long nextNanos) {
        rounds++;
        probes = Math.min(Evidence.MAX_PROBES, probes + sent);
        nextRoundNanos = nextNanos;
    }

    Evidence evidence(long silentNanos) {
        long millis = Math.min(Evidence.MAX_SILENT_MILLIS, silentNanos / 1_000_000);
        return new Evidence(Evidence.Kind.UNANSWERED, (int) millis, probes);
    }
}
