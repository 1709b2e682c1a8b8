package org.corelink.gossip.benchmark.contestant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.corelink.gossip.benchmark.report.Setting;

/** A program that keeps a membership, one process on each host. Any thread. */
public interface Contestant {
    /** For the head of a column. */
    String title();

    /** Which targets count. */
    Setting.Kind kind();

    /**
     * Makes what all nodes need, once before the first starts.
     *
     * @param directory for its files; those of the seats lie in it
     * @param seats all places of the cluster, on whose hosts something may run until this returns
     */
    void prepare(Path directory, List<Seat> seats) throws IOException, InterruptedException;

    /** The command line of a node, to be run on its host. */
    List<String> command(Seat seat) throws IOException;

    /** What its processes need in their environment beside what is there. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /**
     * Tells every change of what a node shows, until the node ends. Blocks, on a thread of its own for each node.
     *
     * @param process the running node, whose output nobody else reads
     */
    void follow(Seat seat, Process process, Consumer<Change> changes) throws IOException;

    /** Whether what this node shows is to be looked at: asking may cost too much to ask all. */
    default boolean isObserver(int index, int nodes) {
        return true;
    }

    /** First characters of the names of the threads that keep the membership, if they are threads of their own. */
    default Optional<String> gossipThreads() {
        return Optional.empty();
    }

    /** Whether each is a JVM, which can be asked for its heap. */
    default boolean isJvm() {
        return false;
    }
}
