package org.corelink.cluster.event;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.corelink.cluster.NodeView;
import org.corelink.gossip.RejectReason;

/**
 * Finds out from the counters of gossip when rejected datagrams are worth an entry: at once when the first one of a
 * reason comes, and then ever more seldom while they go on coming, so that a flood does not wash all else out of the log.
 *
 * @param told what was last told of each reason
 */
record RejectionNews(Map<RejectReason, Told> told) {
    /** Least time between two entries of one reason. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Greatest time between two entries of one reason, while they go on coming. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** Nothing was told yet. */
    static final RejectionNews NONE = new RejectionNews(Map.of());

    /** What a healthy network brings: duplicates, latecomers, and newcomers who are being challenged. */
    private static final Set<RejectReason> ORDINARY = EnumSet.of(
            RejectReason.NOT_NEWER,
            RejectReason.UNKNOWN_SENDER,
            RejectReason.UNVERIFIED,
            RejectReason.SHADOWED,
            RejectReason.DISPROVED,
            RejectReason.NOT_FOR_US);

    /** Takes an immutable copy of the map. */
    RejectionNews {
        told = Map.copyOf(told);
    }

    /**
     * One entry.
     *
     * @param count how many there had been then
     * @param nanos when that was
     * @param pause for which nothing more is told
     */
    record Told(long count, long nanos, Duration pause) {
        boolean isDue(long nowNanos) {
            return nowNanos - nanos >= pause.toNanos();
        }

        Told again(long newCount, long nowNanos) {
            Duration longer = pause.multipliedBy(2);
            return new Told(newCount, nowNanos, longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
        }
    }

    /**
     * What is known after a look at the counters; the news are added to {@code news}.
     *
     * @param self this machine
     * @param rejected datagrams since the start, by reason
     */
    RejectionNews after(NodeView self, Map<RejectReason, Long> rejected, long nowNanos, List<News> news) {
        Map<RejectReason, Told> next = new EnumMap<>(RejectReason.class);
        next.putAll(told);
        for (RejectReason reason : RejectReason.values()) {
            Told before = told.get(reason);
            long count = rejected.getOrDefault(reason, 0L);
            long more = before == null ? count : count - before.count();
            if (ORDINARY.contains(reason) || (before != null && !before.isDue(nowNanos))) {
                continue;
            }
            if (more > 0) {
                news.add(new News(
                        EventKind.DATAGRAMS_REJECTED, self.id(), self.name(), List.of(), more, inWords(reason)));
                next.put(reason, before == null ? new Told(count, nowNanos, SHORTEST) : before.again(count, nowNanos));
            } else if (before != null) {
                // A quiet pause: the next one is told at once.
                next.put(reason, new Told(count, nowNanos - SHORTEST.toNanos(), SHORTEST));
            }
        }
        return new RejectionNews(next);
    }

    private static String inWords(RejectReason reason) {
        return switch (reason) {
            case FORGED -> "sealed with another group key than this machine's, or forged";
            case NOT_SPOKEN -> "of a format or a sealed cluster that this machine does not take part in";
            case UNKNOWN_EPOCH -> "sealed with a group key that this machine does not hold";
            default -> reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
