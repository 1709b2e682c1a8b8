package org.corelink.gossip;

import java.util.Locale;

/**
 * What the verdict on a silent node rests on.
 *
 * @param kind of what kind it is
 * @param silentMillis time since the accuser last heard the node, in milliseconds, 0 to 3,600,000
 * @param probes number of probes that remained unanswered, sent by the accuser and by the members it asked; 0 to 10,000
 */
public record Evidence(Kind kind, int silentMillis, int probes) {
    /** Longest time that evidence tells of, in milliseconds. */
    public static final int MAX_SILENT_MILLIS = 3_600_000;

    /** Largest number of probes that evidence tells of. */
    public static final int MAX_PROBES = 10_000;

    /** The kinds of evidence. The order is that of the wire. */
    public enum Kind {
        /** The kernel of the node's machine answers, and says that nobody listens on the port. */
        PORT_CLOSED,
        /** Neither the accuser nor the members that it asked got an answer. */
        UNANSWERED
    }

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a number is out of them
     */
    public Evidence {
        if (silentMillis < 0 || silentMillis > MAX_SILENT_MILLIS || probes < 0 || probes > MAX_PROBES) {
            throw new IllegalArgumentException("evidence out of bounds");
        }
    }

    /** In words for a person, such as {@code 36 probes unanswered, silent for 3.7 s}. */
    public String inWords() {
        return switch (kind) {
            case PORT_CLOSED -> "its port is closed";
            case UNANSWERED ->
                String.format(Locale.ROOT, "%d probes unanswered, silent for %.1f s", probes, silentMillis / 1_000.0);
        };
    }
}
