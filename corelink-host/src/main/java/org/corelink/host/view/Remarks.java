package org.corelink.host.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.api.Words;
import org.corelink.gossip.Condition;

/** What is said of a listing as a whole. */
final class Remarks {
    private Remarks() {}

    /** {@code "20 machines: 19 online, 1 down · 152 GPUs"}. */
    static String census(Census census) {
        String states = census.byState().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return counted(census.machines(), "machine") + (states.isEmpty() ? "" : ": " + states) + " · "
                + counted(census.gpus(), "GPU");
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%d %s%s", count, what, count == 1 ? "" : "s");
    }

    /** The lines below a printed table. */
    static List<String> below(Listing listing, TableLayout layout) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(census(listing.census()) + shown(listing));
        limits(listing.census()).forEach(lines::add);
        if (!layout.left().isEmpty()) {
            lines.add("Not shown, since the terminal is too narrow: "
                    + layout.left().stream().map(column -> column.key()).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static String shown(Listing listing) {
        return listing.entries().size() == listing.total()
                ? ""
                : " · " + listing.entries().size() + " of " + listing.total() + " rows match";
    }

    /** What keeps the console from knowing better, a line each. */
    static List<String> limits(Census census) {
        return census.limits().stream()
                .map(limit -> "Note: "
                        + Stream.of(Condition.values())
                                .filter(condition -> Words.of(condition).equals(limit))
                                .findFirst()
                                .map(Condition::inWords)
                                .orElse(limit))
                .toList();
    }
}
