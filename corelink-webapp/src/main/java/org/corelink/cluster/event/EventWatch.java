package org.corelink.cluster.event;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.corelink.cluster.ClusterView;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.MembershipEvent;

/**
 * Holds the newest {@link EventLog}. Gossip tells of members as it happens; GPUs, clocks and rejected datagrams are
 * looked at once a second. Any thread may read; readers never wait.
 */
public final class EventWatch {
    private static final System.Logger LOG = System.getLogger(EventWatch.class.getName());

    private final Clock clock;
    private final Supplier<ClusterView> views;
    private final Supplier<GossipCounters> counters;
    private final AtomicReference<EventLog> log = new AtomicReference<>(EventLog.EMPTY);

    /** Of the one thread that looks. */
    private HealthNews health = HealthNews.NONE;

    private RejectionNews rejections = RejectionNews.NONE;

    /**
     * A watch that has seen nothing yet.
     *
     * @param clock gives the events their times
     * @param views the newest view
     * @param counters of gossip, as of now
     */
    public EventWatch(Clock clock, Supplier<ClusterView> views, Supplier<GossipCounters> counters) {
        this.clock = clock;
        this.views = views;
        this.counters = counters;
    }

    /** The newest log. */
    public EventLog log() {
        return log.get();
    }

    /** Gossip tells of members. Any thread; returns at once. */
    public void onMembership(List<MembershipEvent> events) {
        add(events.stream().map(MembershipNews::of).toList());
    }

    /** Looks for what nobody tells. Called about once a second, always by the same thread. */
    public void look(long nowNanos) {
        try {
            List<News> news = new ArrayList<>();
            ClusterView view = views.get();
            health = health.after(view, news);
            view.self()
                    .ifPresent(self ->
                            rejections = rejections.after(self, counters.get().rejected(), nowNanos, news));
            add(news);
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.log(System.Logger.Level.ERROR, "looking for events failed; it is tried again", e);
        }
    }

    private void add(List<News> news) {
        if (!news.isEmpty()) {
            log.updateAndGet(current -> current.with(news, clock.instant()));
        }
    }
}
