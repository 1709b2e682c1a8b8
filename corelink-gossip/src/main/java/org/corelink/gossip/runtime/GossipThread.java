package org.corelink.gossip.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.transport.Transport;

/**
 * The one thread of a node: it turns its {@link GossipAgent} and sleeps in between. It owns the transport and closes it
 * when it ends.
 *
 * <p>While nobody speaks it sleeps until a datagram wakes it. While datagrams come in it does not wake for each, but
 * looks every {@link #RHYTHM}: a wake-up costs more than the datagram, and in a large cluster there is always one.
 */
public final class GossipThread {
    /** Time between two turns while datagrams come in. */
    public static final Duration RHYTHM = Duration.ofMillis(50);

    /** Rest after an error, so that one that recurs does not eat the processor. */
    private static final Duration FAULT_REST = Duration.ofMillis(200);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** Enough for a thread that never calls a listener; hundreds of announcers fit one process. */
    private static final long SMALL_STACK_BYTES = 256 * 1024L;

    private final GossipAgent agent;
    private final Transport transport;
    private final Thread thread;
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
        }
    }

    private void turn() {
        try {
            long dueNanos = agent.doWork();
            long restNanos = dueNanos - System.nanoTime();
            if (agent.isHearing()) {
                rest(Math.min(restNanos, RHYTHM.toNanos()));
            } else {
                transport.await(restNanos);
            }
        } catch (RuntimeException | Error e) { // Whatever it is: a thread that ends in silence would be worse.
            agent.fault("its thread", e);
            rest(FAULT_REST.toNanos());
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
            if (!thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
