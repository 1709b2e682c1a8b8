package org.corelink.gossip.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipView;

/**
 * What a node answers about its view, as text.
 *
 * <ul>
 *   <li>{@code count}: {@code ONLINE NOT-ONLINE}, with the node itself among the online
 *   <li>{@code get NAME}: {@code NAME STATE EPOCH}; the epoch is the sender's wall clock at the data that is held, in
 *       seconds; {@code gone 0} for whom the view does not hold
 *   <li>{@code all}: such a line for each member and the node itself
 *   <li>{@code counters}: {@code NAME VALUE} lines
 *   <li>{@code conditions}: one word a line for what is wrong, nothing if nothing is
 * </ul>
 */
final class ViewAnswers implements UnaryOperator<String> {
    private static final String GET = "get ";

    private final Source source;
    private final LongSupplier wallMillis;

    /** Where the view comes from. */
    interface Source {
        /** The newest view. */
        MembershipView view();

        /** The newest counters. */
        GossipCounters counters();

        /** A running node. */
        static Source of(GossipNode node) {
            return new Source() {
                @Override
                public MembershipView view() {
                    return node.view();
                }

                @Override
                public GossipCounters counters() {
                    return node.counters();
                }
            };
        }
    }

    /**
     * Answers for one node.
     *
     * @param source the node
     * @param wallMillis the wall clock, milliseconds since 1970: what a node knows of itself is of now
     */
    ViewAnswers(Source source, LongSupplier wallMillis) {
        this.source = source;
        this.wallMillis = wallMillis;
    }

    /** The lines of the answer to {@code request}, each with its line feed. Any thread. */
    @Override
    public String apply(String request) {
        StringBuilder lines = new StringBuilder();
        switch (request) {
            case "count" -> count(lines);
            case "all" -> all(lines);
            case "counters" -> counters(lines);
            case "conditions" -> conditions(lines);
            default -> {
                if (request.startsWith(GET)) {
                    get(request.substring(GET.length()).strip(), lines);
                } else {
                    lines.append("error unknown request; known: count, get NAME, all, counters, conditions\n");
                }
            }
        }
        return lines.toString();
    }

    private void count(StringBuilder lines) {
        int online = 1;
        int others = 0;
        for (Member member : source.view().members()) {
            switch (member.state()) {
                case ONLINE -> online++;
                case SUSPECT, DOWN, STALE -> others++;
                case LEFT -> {
                    // Is no member any more, and no failure either.
                }
            }
        }
        lines.append(online).append(' ').append(others).append('\n');
    }

    private void get(String name, StringBuilder lines) {
        if (name.equals(source.view().name())) {
            self(lines);
            return;
        }
        for (Member member : source.view().members()) {
            if (member.name().equals(name)) {
                line(member, lines);
                return;
            }
        }
        lines.append(name).append(" gone 0\n");
    }

    private void all(StringBuilder lines) {
        self(lines);
        source.view().members().forEach(member -> line(member, lines));
    }

    private void self(StringBuilder lines) {
        lines.append(source.view().name()).append(" online ");
        seconds(wallMillis.getAsLong(), lines);
    }

    private static void line(Member member, StringBuilder lines) {
        lines.append(member.name()).append(' ').append(word(member.state()));
        lines.append(' ');
        seconds(Math.round(member.epochSeconds() * 1_000), lines);
    }

    private static String word(MemberState state) {
        return switch (state) {
            case ONLINE -> "online";
            case SUSPECT -> "suspect";
            case DOWN -> "down";
            case STALE -> "stale";
            case LEFT -> "gone";
        };
    }

    private static void seconds(long millis, StringBuilder lines) {
        long fraction = Math.floorMod(millis, 1_000L);
        lines.append(Math.floorDiv(millis, 1_000L)).append('.');
        lines.append(fraction < 100 ? "0" : "").append(fraction < 10 ? "0" : "");
        lines.append(fraction).append('\n');
    }

    private void counters(StringBuilder lines) {
        GossipCounters counters = source.counters();
        value("received", counters.received(), lines);
        value("received-bytes", counters.receivedBytes(), lines);
        value("own-echoes", counters.ownEchoes(), lines);
        value("sent", counters.sentDatagrams(), lines);
        value("sent-bytes", counters.sentBytes(), lines);
        value("send-failures", counters.sendFailures(), lines);
        value("refusals", counters.refusals(), lines);
        value("suspected", counters.suspected(), lines);
        value("condemned", counters.condemned(), lines);
        value("refuted", counters.refuted(), lines);
        value("faults", counters.faults(), lines);
        values("accepted-", counters.accepted(), lines);
        values("rejected-", counters.rejected(), lines);
        values("sent-", counters.sent(), lines);
    }

    private static <E extends Enum<E>> void values(String prefix, Map<E, Long> counts, StringBuilder lines) {
        for (Map.Entry<E, Long> count : new TreeMap<>(counts).entrySet()) {
            String word = count.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-');
            value(prefix.concat(word), count.getValue(), lines);
        }
    }

    private static void value(String name, long value, StringBuilder lines) {
        lines.append(name).append(' ').append(value).append('\n');
    }

    private void conditions(StringBuilder lines) {
        for (Condition condition : source.view().conditions()) {
            lines.append(condition.name()).append('\n');
        }
    }
}
