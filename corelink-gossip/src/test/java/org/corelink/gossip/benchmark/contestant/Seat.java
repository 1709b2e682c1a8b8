package org.corelink.gossip.benchmark.contestant;

import java.nio.file.Path;
import java.util.List;
import org.corelink.gossip.lan.Host;

/**
 * The place of one node: its host, and what it is called in all its runs.
 *
 * @param index from 0
 * @param hosts all hosts of the cluster, by index
 * @param directory where it may keep files
 */
public record Seat(int index, List<Host> hosts, Path directory) {
    /** What the others know it by. */
    public String name() {
        return nameOf(index);
    }

    static String nameOf(int index) {
        return "n%03d".formatted(index);
    }

    /** Its machine. */
    public Host host() {
        return hosts.get(index);
    }

    /** Somebody to ask first, for those who need that. */
    String otherAddress() {
        return hosts.get(index == 0 ? 1 : 0).address();
    }
}
