package org.corelink.manager;

import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.Mode;

/** The command that puts a machine out of the cluster. */
final class EvictionCommand {
    private static final Parameter NODE = Parameter.required("node", "name of the machine, as it was let in");

    private final ClusterControl cluster;
    private final Eviction eviction;

    private EvictionCommand(ClusterControl cluster, Eviction eviction) {
        this.cluster = cluster;
        this.eviction = eviction;
    }

    static List<Command> of(ClusterControl cluster, Eviction eviction) {
        EvictionCommand command = new EvictionCommand(cluster, eviction);
        return List.of(new Command(
                "evict",
                Effect.CHANGES,
                "Puts a machine out of a sealed cluster by new keys, which it does not get; those that stay fetch"
                        + " them.",
                List.of(NODE),
                command::evict));
    }

    private Answer evict(Arguments arguments) {
        Mode mode = cluster.gossip().mode();
        if (mode == Mode.OPEN) {
            return Answer.failed(
                    "This cluster is open: whoever is on the LAN can speak there, so nobody can be put out."
                            + " To seal it first: corelink --seal");
        }
        String node = arguments.required(NODE.name());
        try {
            Eviction.Evicted evicted = eviction.evict(node);
            return Answer.ok(
                    "[" + node + "] is out: it has none of the new keys, epoch [" + evicted.epoch() + "]",
                    consequences(evicted, mode));
        } catch (RefusedEvictionException e) {
            return Answer.failed(e.getMessage());
        }
    }

    private static List<String> consequences(Eviction.Evicted evicted, Mode mode) {
        List<String> lines = new ArrayList<>(evicted.consequences());
        if (mode == Mode.MIXED) {
            lines.add("As long as this machine hears the open format too, the other can go on to show itself there, as"
                    + " unverified; without it: corelink --seal --gossip sealed");
        }
        return lines;
    }
}
