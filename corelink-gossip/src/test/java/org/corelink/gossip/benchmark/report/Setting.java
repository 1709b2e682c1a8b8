package org.corelink.gossip.benchmark.report;

/**
 * What a target depends on.
 *
 * @param nodes how many there are
 * @param kind who is measured
 */
public record Setting(int nodes, Kind kind) {
    /** Who is measured. Others have no targets. */
    public enum Kind {
        OPEN,
        SEALED,
        OTHER
    }
}
