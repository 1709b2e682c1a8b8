package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.FixedKeys;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.Identity;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.transport.TransportStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(QuietLog.class)
class GossipThreadTest {
    private static final NodeId SELF = Identity.of(FixedKeys.KEYS, 1, 1).id();

    private final FailingOnceTransport transport = new FailingOnceTransport();
    private GossipAgent agent = agent((_, _) -> {});
    private GossipThread thread = new GossipThread("test", false, agent, transport);

    private GossipAgent agent(GossipListener listener) {
        GossipConfig config = GossipConfig.lan("self");
        Membership membership = new Membership(
                Format.OPEN,
                Identity.of(FixedKeys.KEYS, 1, 1),
                config,
                Publication.open(Payload.EMPTY),
                new SplittableRandom(1),
                TimeSource.SYSTEM.now());
        List<Channel> channels = List.of(new Channel(Format.OPEN, new OpenCodec("self"), membership));
        return new GossipAgent(SELF, config, channels, transport, TimeSource.SYSTEM, listener);
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
    void closeDoesNotWaitForTheNextTurn() throws InterruptedException {
        thread.start();
        assertThat(transport.sent.await(10, TimeUnit.SECONDS)).isTrue();
        long began = System.nanoTime();

        thread.close();
        thread.close();

        assertThat(transport.closed.getCount()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void goodbyeIsSaidThreeTimesBeforeTheTransportCloses() throws InterruptedException {
        thread.start();
        assertThat(transport.sent.await(10, TimeUnit.SECONDS)).isTrue();
        int before = transport.multicasts.get();

        thread.close();

        assertThat(transport.closed.getCount()).isZero();
        assertThat(transport.goodbyes.get()).isEqualTo(3);
        assertThat(transport.multicasts.get() - before).isGreaterThanOrEqualTo(3);
        assertThat(transport.sentAfterClose).isFalse();
    }

    @Test
    void listenerMayCloseItsOwnNode() throws InterruptedException {
        agent = agent((_, _) -> thread.close());
        thread = new GossipThread("test", true, agent, transport);
        thread.start();

        assertThat(transport.closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.counters().sent().get(MessageType.LEAVE)).isNotNull();
    }

    /** Its first poll fails with something that no code expects. */
    private static final class FailingOnceTransport implements Transport {
        final CountDownLatch sent = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        final AtomicInteger multicasts = new AtomicInteger();
        final AtomicInteger goodbyes = new AtomicInteger();
        volatile boolean sentAfterClose;
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
        public @Nullable InetAddress pollRefusal() {
            return null;
        }

        @Override
        public Sending multicast(byte[] datagram) {
            sentAfterClose |= closed.getCount() == 0;
            multicasts.incrementAndGet();
            if (new String(datagram, UTF_8).contains("\"leave\"")) {
                goodbyes.incrementAndGet();
            }
            sent.countDown();
            return new Sending(1, 0);
        }

        @Override
        public Sending call(byte[] datagram) {
            return multicast(datagram);
        }

        @Override
        public Sending unicast(byte[] datagram, InetAddress to) {
            throw new AssertionError("nobody to send to");
        }

        @Override
        public Sending beat(byte[] datagram, InetAddress to) {
            throw new AssertionError("nobody to beat to");
        }

        @Override
        public void watchRefusals(Set<InetAddress> addresses) {}

        @Override
        public boolean isLocal(InetAddress address) {
            return true;
        }

        @Override
        public TransportStatus status() {
            return TransportStatus.NONE; // Without an interface, so that the first turn has something to tell.
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
