package org.corelink.page;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.corelink.cluster.event.ClusterEvent;

/**
 * One event as a page reads it.
 *
 * @param event what it shows
 * @param known whether the cluster still knows the machine, so that there is a page about it
 * @param zone in which its time is told
 */
public record EventLine(ClusterEvent event, boolean known, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** Its time to the second, in the zone that the page names. */
    public String time() {
        return TIME.format(event.time().atZone(zone));
    }

    /** Its time for programs, in UTC. */
    public String isoTime() {
        return event.time().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The word for its kind. */
    public String kind() {
        return event.news().kind().word();
    }

    /** Why, with the GPUs that it is about, and how often. */
    public String reason() {
        return gpus(event.news().gpus())
                + times(event.news().count())
                + event.news().reason();
    }

    private static String gpus(List<Integer> gpus) {
        return gpus.isEmpty() ? "" : gpus.stream().map(String::valueOf).collect(Collectors.joining(", ", "GPU ", ": "));
    }

    private static String times(long count) {
        return count == 1 ? "" : count + " × ";
    }
}
