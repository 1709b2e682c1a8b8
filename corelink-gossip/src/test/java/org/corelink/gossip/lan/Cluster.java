package org.corelink.gossip.lan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.Mode;

/** A node on each of several hosts, called n1, n2 and so on. */
final class Cluster implements AutoCloseable {
    private final List<LanNode> nodes = new ArrayList<>();

    private final Mode mode;

    private Cluster(Mode mode) {
        this.mode = mode;
    }

    static Cluster on(List<Host> hosts, Mode mode) throws IOException {
        Cluster cluster = new Cluster(mode);
        try {
            for (Host host : hosts) {
                cluster.add(host);
            }
            return cluster;
        } catch (IOException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    /** Which formats its nodes speak. */
    Mode mode() {
        return mode;
    }

    /** Starts a further node. */
    LanNode add(Host host) throws IOException {
        LanNode node = LanNode.start("n" + (nodes.size() + 1), host, mode);
        nodes.add(node);
        return node;
    }

    LanNode node(int number) {
        return nodes.get(number - 1);
    }

    /** Starts a node of the same name where one has ended. */
    LanNode restart(LanNode ended) throws IOException {
        LanNode node = ended.startAgain();
        nodes.set(nodes.indexOf(ended), node);
        return node;
    }

    /** Restarts those that have ended. */
    void restartEnded() throws IOException {
        for (LanNode node : List.copyOf(nodes)) {
            if (!node.isRunning()) {
                restart(node);
            }
        }
    }

    Observers all() {
        return new Observers(nodes);
    }

    Observers allBut(LanNode one) {
        return new Observers(nodes.stream().filter(node -> node != one).toList());
    }

    /** Ends all of them. */
    @Override
    public void close() throws IOException {
        for (LanNode node : nodes) {
            node.close();
        }
    }
}
