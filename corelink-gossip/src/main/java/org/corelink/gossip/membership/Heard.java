package org.corelink.gossip.membership;

import org.corelink.gossip.RejectReason;

/**
 * What became of a heartbeat.
 *
 * @param verdict whether it was used
 * @param news what it means beyond its content
 */
record Heard(Verdict verdict, News news) {
    /** What a heartbeat can mean beyond its content. */
    enum News {
        NOTHING,
        /** A run that was not known: it may not know this node either. */
        NEW_RUN,
        /** A member that was held for down is there: it may hold this node for down. */
        REUNION
    }

    static Heard plain() {
        return new Heard(Verdict.ACCEPTED, News.NOTHING);
    }

    static Heard newRun() {
        return new Heard(Verdict.ACCEPTED, News.NEW_RUN);
    }

    static Heard reunion() {
        return new Heard(Verdict.ACCEPTED, News.REUNION);
    }

    static Heard rejected(RejectReason reason) {
        return new Heard(new Verdict.Rejected(reason), News.NOTHING);
    }
}
