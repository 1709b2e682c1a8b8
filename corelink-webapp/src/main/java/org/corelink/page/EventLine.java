package org.corelink.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.corelink.cluster.event.ClusterEvent;
import org.corelink.cluster.event.News;

/**
 * A line of the events page as the page reads it.
 *
 * @param event what it shows
 * @param known whether the cluster still knows the machine, so that there is a page about it
 * @param zone in which its time is told
 */
public record EventLine(ClusterEvent event, boolean known, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);

    /** Identifies it in the page. */
    public long number() {
        return event.number();
    }

    /** Its time to the second, in the zone that the page names. */
    public String time() {
        return TIME.format(event.time().atZone(zone));
    }

    /** Its time to the millisecond, with the offset of the zone. */
    public String exactTime() {
        return EXACT.format(event.time().atZone(zone));
    }

    /** Its time for programs, in UTC. */
    public String isoTime() {
        return event.time().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The word for its kind: name of its icon, and the end of the key of its label. */
    public String kind() {
        return event.news().kind().word();
    }

    /** Key of its label in the message bundle. */
    public String label() {
        return "event." + kind();
    }

    /** Class for the style sheet. */
    public String tone() {
        return EventTone.of(event.news().kind()).styleClass();
    }

    /** Name of the machine. */
    public String machine() {
        return event.news().host();
    }

    /** Address of the page about the machine. */
    public String machineAddress() {
        return "machine.xhtml?id=" + URLEncoder.encode(event.news().node().value(), StandardCharsets.UTF_8);
    }

    /** Why, with the GPUs that it is about, and how often. */
    public String reason() {
        News news = event.news();
        String gpus = gpus(news.gpus());
        // Of a single GPU the driver's words tell the number too.
        return (news.reason().startsWith(gpus) ? "" : gpus) + times(news.count()) + news.reason();
    }

    private static String gpus(List<Integer> gpus) {
        return gpus.isEmpty() ? "" : gpus.stream().map(String::valueOf).collect(Collectors.joining(", ", "GPU ", ": "));
    }

    private static String times(long count) {
        return count == 1 ? "" : count + " × ";
    }
}
