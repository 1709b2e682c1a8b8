package org.corelink.cluster.query;

/** Ends the reading of a query that makes no sense. */
final class MisunderstandingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int place;

    /** The message tells what is wrong and what would be right; the place is added to it. */
    MisunderstandingException(int place, String message) {
        super(message);
        this.place = place;
    }

    Parsed.Misunderstood asAnswer() {
        return new Parsed.Misunderstood(getMessage() + " (at character " + (place + 1) + ")", place);
    }
}
