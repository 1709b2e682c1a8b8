package org.corelink.cluster.query;

/** What became of a query that somebody wrote. */
public sealed interface Parsed {
    /** It makes sense. */
    record Understood(Query query) implements Parsed {}

    /**
     * It does not.
     *
     * @param message for a person: what is wrong, where, and what would be right
     * @param place index of the character at which it is wrong, from 0
     */
    record Misunderstood(String message, int place) implements Parsed {}
}
