package org.corelink.cluster.event;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which events somebody wants to see. Text is compared without regard to case.
 *
 * @param kinds of one of these kinds; empty for all
 * @param machine of the machine with this id, or with this in its name; empty for all
 * @param text with this in the reason, the name or the word for the kind; empty for all
 * @param from not earlier
 * @param to not later
 */
public record EventFilter(
        Set<EventKind> kinds, String machine, String text, Optional<Instant> from, Optional<Instant> to) {
    /** Lets everything pass. */
    public static final EventFilter ALL = new EventFilter(Set.of(), "", "", Optional.empty(), Optional.empty());

    /** Takes an immutable copy of the set. */
    public EventFilter {
        kinds = Set.copyOf(kinds);
    }

    /** The events that pass, the newest first. */
    public List<ClusterEvent> of(EventLog log) {
        return log.events().reversed().stream().filter(this::admits).toList();
    }

    private boolean admits(ClusterEvent event) {
        News news = event.news();
        return (kinds.isEmpty() || kinds.contains(news.kind()))
                && (machine.isEmpty() || news.node().value().equals(machine) || contains(news.host(), machine))
                && (text.isEmpty()
                        || contains(news.reason(), text)
                        || contains(news.host(), text)
                        || contains(news.kind().word(), text))
                && from.map(earliest -> !event.time().isBefore(earliest)).orElse(true)
                && to.map(latest -> !event.time().isAfter(latest)).orElse(true);
    }

    private static boolean contains(String whole, String part) {
        return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
