package org.corelink.gossip.runtime;

import static java.lang.System.Logger.Level.ERROR;

/** The errors that a node survives: each is counted, and the first, second, fourth, eighth ... of them is logged. */
final class Faults {
    private static final System.Logger LOG = System.getLogger(GossipAgent.class.getName());

    private final String node;
    private final Tally tally;

    /**
     * None yet.
     *
     * @param node its name, for the log
     */
    Faults(String node, Tally tally) {
        this.node = node;
        this.tally = tally;
    }

    void met(String where, Throwable error) {
        tally.fault();
        if (Long.bitCount(tally.faults()) == 1) {
            LOG.log(ERROR, "gossip of " + node + " is degraded: error in " + where, error);
        }
    }
}
