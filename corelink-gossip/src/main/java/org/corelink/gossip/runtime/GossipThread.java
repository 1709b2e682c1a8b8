package org.corelink.gossip.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.transport.Transport;

/**
 * The one thread of a node: it turns its {@link GossipAgent} and sleeps in between. It owns the transport and closes it
 * when it ends.
 *
 * <p>It does not wake for each datagram, but looks in the rhythm of {@link org.corelink.gossip.membership.Timing#RHYTHM}:
 * a wake-up costs more than the datagram. What somebody waits for comes by a lane that wakes it at once.
 */
public final class GossipThread {
    /** Least time between two turns: whatever comes in by that lane, it wakes the node no more often. */
    private static final Duration LEAST_REST = Duration.ofMillis(2);

    /** Number of times that a goodbye is said: it is too late to ask whether it was heard. */
    private static final int GOODBYES = 3;

    private static final Duration GOODBYE_GAP = Duration.ofMillis(15);

    /** Rest after an error, so that one that recurs does not eat the processor. */
    private static final Duration FAULT_REST = Duration.ofMillis(200);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    /** Enough for a thread that never calls a listener; hundreds of announcers fit one process. */
    private static final long SMALL_STACK_BYTES = 256 * 1024L;

    private final GossipAgent agent;
    private final Transport transport;
    private final Thread thread;
    private long lastTurnNanos = System.nanoTime() - LEAST_REST.toNanos();
    private volatile boolean running = true;

    /**
     * A thread that is not started yet.
     *
     * @param smallStack whether no listener of the application will run on it
     */
    public GossipThread(String name, boolean smallStack, GossipAgent agent, Transport transport) {
        this.agent = agent;
        this.transport = transport;
        this.thread = new Thread(null, this::run, name, smallStack ? SMALL_STACK_BYTES : 0);
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        try (transport) {
            while (running) {
                turn();
            }
            sayGoodbye();
        }
    }

    private void turn() {
        try {
            long begunNanos = System.nanoTime();
            if (begunNanos - lastTurnNanos < LEAST_REST.toNanos()) {
                rest(LEAST_REST.toNanos());
            }
            lastTurnNanos = begunNanos;
            transport.await(agent.doWork() - System.nanoTime());
        } catch (RuntimeException | Error e) { // Whatever it is: a thread that ends in silence would be worse.
            agent.fault("its thread", e);
            rest(FAULT_REST.toNanos());
        }
    }

    private void sayGoodbye() {
        try {
            for (int said = 0; said < GOODBYES; said++) {
                agent.leave();
                LockSupport.parkNanos(this, GOODBYE_GAP.toNanos());
            }
        } catch (RuntimeException | Error e) { // The others will notice all the same, a little later.
            agent.fault("its goodbye", e);
        }
    }

    private void rest(long nanos) {
        if (running && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Makes the next turn come at once. Any thread. */
    public void wake() {
        transport.wakeup();
        LockSupport.unpark(thread);
    }

    /**
     * Ends the thread and with it the transport; returns when both have ended, at the latest after two seconds. Called
     * on the thread itself, that is by a listener, it returns at once. Idempotent.
     */
    public void close() {
        running = false;
        if (Thread.currentThread() == thread) {
            return;
        }
        wake();
        try {
            if (!thread.join(LONGEST_CLOSE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
