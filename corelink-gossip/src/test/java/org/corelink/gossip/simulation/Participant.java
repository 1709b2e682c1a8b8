package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.util.Map;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;

/** A machine of the simulation, of whatever version. */
interface Participant {
    NodeId name();

    InetAddress address();

    /** A packet has reached the machine, which may be down. */
    void receive(Packet packet);

    void start();

    /** The process is killed. */
    void kill();

    boolean isRunning();

    /** The process stops for a while without knowing. */
    void pause();

    void resume();

    /** The wall clock jumps. */
    void stepClock(long millis);

    /** Number of starts so far. */
    int run();

    /** Sequence of the newest heartbeat sent. */
    long sequence();

    /** The others as it knows them, by name. */
    Map<NodeId, Seen> seen();

    /** How one participant sees another. */
    record Seen(MemberState state, int run, long sequence) {}
}
