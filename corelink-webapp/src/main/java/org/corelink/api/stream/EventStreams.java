package org.corelink.api.stream;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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

    // The rest is guarded by the lock.
    private final List<StreamClient> clients = new ArrayList<>();
    private ClusterView shown = ClusterView.EMPTY;
    private long lastNanos;
    private boolean closed;

    /** Streams without readers; {@code snapshots} gives all else that is told with a view. */
    public EventStreams(Function<ClusterView, Snapshot> snapshots) {
        this.snapshots = snapshots;
    }

    /** A new reader, and where it begins. */
    @SuppressWarnings("ArrayRecordComponent") // It is written, and never compared.
    record Opened(StreamClient client, byte[] first) {}

    /** Lets a reader in; empty if there are as many as are served, or the server ends. */
    Optional<Opened> open(Grant grant) {
        StreamClient client = new StreamClient(grant);
        ClusterView from;
        lock.lock();
        try {
            if (closed || clients.size() >= MAX_CLIENTS) {
                return Optional.empty();
            }
            clients.add(client);
            // The view that the next delta starts from.
            from = shown;
        } finally {
            lock.unlock();
        }
        Snapshot snapshot = snapshots.apply(from);
        return Optional.of(new Opened(client, StreamEvent.snapshot(id(snapshot), ClusterJson.cluster(snapshot))));
    }

    private static String id(Snapshot snapshot) {
        return snapshot.release().boot() + "-" + snapshot.view().revision();
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
                lastNanos = nowNanos;
            } else {
                tell(newest, nowNanos);
            }
            shown = newest;
        } finally {
            lock.unlock();
        }
    }

    private void tell(ClusterView newest, long nowNanos) {
        byte[] message;
        if (newest.revision() != shown.revision()) {
            Snapshot snapshot = snapshots.apply(newest);
            message = StreamEvent.delta(id(snapshot), ClusterJson.delta(shown, snapshot));
        } else if (nowNanos - lastNanos >= KEEP_ALIVE.toNanos()) {
            message = StreamEvent.KEEP_ALIVE;
        } else {
            return;
        }
        lastNanos = nowNanos;
        clients.removeIf(client -> isTooSlow(client, message));
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
