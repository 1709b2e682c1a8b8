package org.corelink.gossip.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.membership.Identity;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GossipThreadTest {
    /** Kept silent: errors planted here shall not look like errors of the build. */
    private static final Logger LOG = Logger.getLogger(GossipAgent.class.getName());

    private final GossipConfig config = GossipConfig.lan(new NodeId("self"));
    private final FailingOnceTransport transport = new FailingOnceTransport();
    private final GossipAgent agent = new GossipAgent(
            config,
            new Membership(
                    new Identity(config.self(), 1, 1),
                    config,
                    Payload.EMPTY,
                    new SplittableRandom(1),
                    System.nanoTime()),
            transport,
            TimeSource.SYSTEM,
            (_, _) -> {});
    private final GossipThread thread = new GossipThread("test", false, agent, transport);

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    @Test
    void unexpectedErrorIsCountedAndTheThreadGoesOn() throws InterruptedException {
        thread.start();

        assertThat(transport.sent.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.counters().faults()).isEqualTo(1);
        thread.close();
        assertThat(transport.closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closeDoesNotWaitForTheNextHeartbeat() throws InterruptedException {
        thread.start();
        assertThat(transport.sent.await(10, TimeUnit.SECONDS)).isTrue();
        long began = System.nanoTime();

        thread.close();
        thread.close();

        assertThat(transport.closed.getCount()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    /** Its first poll fails with something that no code expects. */
    private static final class FailingOnceTransport implements Transport {
        final CountDownLatch sent = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        private boolean failed;

        @Override
        public @Nullable Datagram poll() {
            if (!failed) {
                failed = true;
                throw new StackOverflowError("planted");
            }
            return null;
        }

        @Override
        public Sending multicast(byte[] datagram) {
            sent.countDown();
            return new Sending(1, 0);
        }

        @Override
        public Sending unicast(byte[] datagram, InetAddress to) {
            throw new AssertionError("nobody to send to");
        }

        @Override
        public boolean isLocal(InetAddress address) {
            return true;
        }

        @Override
        public void refresh(long nowNanos) {}

        @Override
        public void await(long nanos) {
            LockSupport.parkNanos(nanos);
        }

        @Override
        public void wakeup() {} // The thread is unparked beside.

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
