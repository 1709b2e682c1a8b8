package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.util.Map;
import java.util.function.IntSupplier;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;

/** A machine of the simulation, of whatever version. */
interface Participant {
    /** Its host name, which no other has. */
    String label();

    /** Its id as nodes of this version know it. */
    NodeId id();

    InetAddress address();

    /** A packet has reached the machine, which may be down. */
    void receive(Packet packet);

    /** The machine at {@code address} has answered that nobody listens there. */
    void refused(InetAddress address);

    void start();

    /** The process is killed. */
    void kill();

    /** The process says goodbye and ends. */
    void stop();

    boolean isRunning();

    /** The process stops for a while without knowing. */
    void pause();

    void resume();

    /** The wall clock jumps. */
    void stepClock(long millis);

    /** The machine gets another address. */
    void move(InetAddress to);

    /** Number of starts so far. */
    int run();

    /** Sequence of the newest state sent. */
    long sequence();

    /** The others as it knows them, by label. */
    Map<String, Seen> seen();

    /** Whether it can learn of the other: they have a format in common, and it can tell the other's restarts. */
    boolean understands(Participant other);

    /**
     * How one participant sees another.
     *
     * @param lastRun read when it is asked for: the state is, a hundred times a second of virtual time
     */
    record Seen(MemberState state, IntSupplier lastRun, long sequence) {
        int run() {
            return lastRun.getAsInt();
        }
    }
}
