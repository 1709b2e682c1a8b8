package org.corelink.api.stream;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.corelink.api.ClusterJson;
import org.corelink.api.Snapshot;
import org.corelink.api.access.Grant;
import org.corelink.cluster.ClusterView;
import org.corelink.push.ViewFollower;

/**
 * All readers of the stream. Each change of the view is encoded once, and the same bytes wait for every reader; nobody
 * waits for a slow one. Any thread.
 */
public final class EventStreams implements ViewFollower, HttpSessionListener, HttpSessionIdListener, AutoCloseable {
    /** Most readers at once. */
    static final int MAX_CLIENTS = 256;

    /** Without any change, a sign of life as often as this. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());

    private final Function<ClusterView, Snapshot> snapshots;
    private final ReentrantLock lock = new ReentrantLock();

    /** Changed by who holds the lock. */
    private final List<StreamClient> clients = new CopyOnWriteArrayList<>();

    // The rest is guarded by the lock.
    private ClusterView shown = ClusterView.EMPTY;
    private long told;
    private final Map<Feed, Long> lastNanos = new EnumMap<>(Feed.class);
    private boolean closed;

    /** Streams without readers; {@code snapshots} gives all else that is told with a view. */
    public EventStreams(Function<ClusterView, Snapshot> snapshots) {
        this.snapshots = snapshots;
    }

    /** A new reader, and where it begins. */
    @SuppressWarnings("ArrayRecordComponent") // It is written, and never compared.
    record Opened(StreamClient client, byte[] first) {}

    /** Lets a reader in; empty if there are as many as are served, or the server ends. */
    Optional<Opened> open(Feed feed, Grant grant) {
        StreamClient client = new StreamClient(feed, grant);
        ClusterView from;
        long fromEvent;
        lock.lock();
        try {
            if (closed || clients.size() >= MAX_CLIENTS) {
                return Optional.empty();
            }
            if (feed == Feed.EVENTS && !isRead(Feed.EVENTS)) {
                told = snapshots.apply(shown).events().last();
            }
            clients.add(client);
            // What the next message starts from.
            from = shown;
            fromEvent = told;
        } finally {
            lock.unlock();
        }
        Snapshot snapshot = snapshots.apply(from);
        byte[] first =
                switch (feed) {
                    case CLUSTER -> StreamEvent.snapshot(viewId(snapshot), ClusterJson.cluster(snapshot));
                    case EVENTS ->
                        StreamEvent.position(eventId(snapshot, fromEvent), ClusterJson.position(snapshot, fromEvent));
                };
        return Optional.of(new Opened(client, first));
    }

    private static String viewId(Snapshot snapshot) {
        return snapshot.release().boot() + "-" + snapshot.view().revision();
    }

    private static String eventId(Snapshot snapshot, long number) {
        return snapshot.release().boot() + "-" + number;
    }

    /** Whether somebody follows the machines, and not their events alone. Never waits. */
    public boolean isViewRead() {
        return isRead(Feed.CLUSTER);
    }

    /** The reader is gone. */
    void onGone(StreamClient client) {
        lock.lock();
        try {
            clients.remove(client);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onTurn(ClusterView newest, long nowNanos) {
        lock.lock();
        try {
            if (clients.isEmpty()) {
                lastNanos.clear();
            } else {
                tellAll(newest, nowNanos);
            }
            shown = newest;
        } finally {
            lock.unlock();
        }
    }

    private void tellAll(ClusterView newest, long nowNanos) {
        Snapshot snapshot = snapshots.apply(newest);
        tell(Feed.CLUSTER, newest.revision() != shown.revision(), nowNanos, () -> delta(snapshot));
        tell(Feed.EVENTS, snapshot.events().last() != told, nowNanos, () -> news(snapshot));
        told = snapshot.events().last();
    }

    private byte[] delta(Snapshot snapshot) {
        return StreamEvent.delta(viewId(snapshot), ClusterJson.delta(shown, snapshot));
    }

    private byte[] news(Snapshot snapshot) {
        return StreamEvent.events(eventId(snapshot, snapshot.events().last()), ClusterJson.eventsAfter(snapshot, told));
    }

    /** Encodes once for all readers of the feed, and not at all for none. */
    private void tell(Feed feed, boolean changed, long nowNanos, Supplier<byte[]> message) {
        if (!isRead(feed)) {
            lastNanos.remove(feed);
            return;
        }
        long last = lastNanos.computeIfAbsent(feed, _ -> nowNanos);
        if (changed || nowNanos - last >= KEEP_ALIVE.toNanos()) {
            lastNanos.put(feed, nowNanos);
            byte[] bytes = changed ? message.get() : StreamEvent.KEEP_ALIVE;
            clients.removeIf(client -> client.feed() == feed && isTooSlow(client, bytes));
        }
    }

    private boolean isRead(Feed feed) {
        return clients.stream().anyMatch(client -> client.feed() == feed);
    }

    private static boolean isTooSlow(StreamClient client, byte[] message) {
        if (client.offer(message)) {
            return false;
        }
        client.cut();
        LOG.log(System.Logger.Level.INFO, "a reader of the stream fell behind and was cut; it may come again");
        return true;
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        ofSession(oldId).forEach(client -> client.onSessionId(event.getSession().getId()));
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        ofSession(event.getSession().getId()).forEach(StreamClient::cut);
    }

    private List<StreamClient> ofSession(String id) {
        lock.lock();
        try {
            return clients.stream().filter(client -> client.isOf(id)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            clients.forEach(StreamClient::cut);
            clients.clear();
        } finally {
            lock.unlock();
        }
    }
}
