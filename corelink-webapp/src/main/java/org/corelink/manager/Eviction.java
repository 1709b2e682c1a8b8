package org.corelink.manager;

import java.util.List;

/**
 * Puts a machine out of a sealed cluster. A console can read the cluster's keys and not make new ones: whoever started it and
 * has the files of the CA lends it this, and the CA's key is not touched even then. Any thread; writes files.
 */
@FunctionalInterface
public interface Eviction {
    /**
     * Makes new keys that this machine uses within seconds, and strikes the other off the register.
     *
     * @param node name of the machine, as it was let in
     * @throws RefusedEvictionException if nothing was changed
     */
    Evicted evict(String node) throws RefusedEvictionException;

    /**
     * What an eviction has done.
     *
     * @param epoch of the new key
     * @param staying names of the machines that were let in and have only old keys now
     */
    record Evicted(int epoch, List<String> staying) {
        /** Takes an immutable copy of the list. */
        public Evicted {
            staying = List.copyOf(staying);
        }

        /** What it means for those that stay, in lines for a person; none if nobody stays. */
        public List<String> consequences() {
            return staying.isEmpty()
                    ? List.of()
                    : List.of(
                            "These see this machine again once they have fetched the new keys: "
                                    + String.join(", ", staying),
                            "That takes up to half a minute where corelink --serve or corelink --agent runs, there and"
                                    + " here; else corelink --regen-cert there");
        }
    }

    /** For a console that cannot: where it is done instead. */
    static Eviction refusedBecause(String why) {
        return node -> {
            throw new RefusedEvictionException(why + " On the machine that has the CA: corelink --evict " + node, null);
        };
    }
}
