package org.corelink.cluster.machine;

import java.util.List;

/**
 * Values that belong together.
 *
 * @param key its title is the message {@code group.KEY}
 * @param facts in the order in which they are shown
 */
public record FactGroup(String key, List<Fact> facts) {
    /** Takes an immutable copy of the list. */
    public FactGroup {
        facts = List.copyOf(facts);
    }

    /** Key of its title in the message bundle. */
    public String label() {
        return "group." + key;
    }
}
