package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.benchmark.contestant.Proc;
import org.corelink.gossip.lan.Host;

/** When a host sends its next UDP datagram: how long after its start a program says its first word. */
final class FirstDatagram {
    private static final long LOOK_NANOS = 2_000_000;
    private static final long LIMIT_NANOS = 30_000_000_000L;

    private final CompletableFuture<Long> nanos = new CompletableFuture<>();

    private FirstDatagram() {}

    /** Looks from now on; nothing may run on the host until this has returned. */
    static FirstDatagram on(Host host) throws InterruptedException {
        FirstDatagram first = new FirstDatagram();
        CompletableFuture<Void> looking = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("first-datagram").start(() -> first.look(host, looking));
        first.get(looking);
        return first;
    }

    private void look(Host host, CompletableFuture<Void> looking) {
        try {
            nanos.complete(host.namespace().call(() -> awaitDatagram(looking)));
        } catch (IOException e) {
            nanos.completeExceptionally(e);
            looking.completeExceptionally(e);
        }
    }

    private static long awaitDatagram(CompletableFuture<Void> looking) throws IOException {
        long before = Proc.udpDatagramsSent();
        looking.complete(null);
        long start = System.nanoTime();
        while (Proc.udpDatagramsSent() == before && System.nanoTime() - start < LIMIT_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return System.nanoTime();
    }

    /** When it was, counted from a moment. */
    double secondsAfter(long sinceNanos) throws InterruptedException {
        return (get(nanos) - sinceNanos) / 1e9;
    }

    private <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(LIMIT_NANOS * 2, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot tell when the first datagram was sent", e);
        }
    }
}
