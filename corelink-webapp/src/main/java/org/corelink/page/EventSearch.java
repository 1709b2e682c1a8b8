package org.corelink.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.corelink.cluster.event.EventFilter;
import org.corelink.cluster.event.EventKind;

/**
 * What the address of the events page asks for, and what in it makes no sense. Where that is so, nothing is filtered by it.
 *
 * @param given the parameters as they were given, those without a value left out
 * @param filter what they mean
 * @param before where the page starts: see {@code EventSlice}
 * @param mistakes keys of what is wrong, in the message bundle
 */
record EventSearch(SequencedMap<String, String> given, EventFilter filter, OptionalLong before, List<String> mistakes) {
    /** Stands for all kinds that need somebody. */
    static final String TROUBLE = "trouble";

    static final String BEFORE = "before";
    private static final List<String> FILTERS = List.of("kind", "machine", "text", "from", "to");

    /** Longest text that is looked for; longer than any that could be found. */
    private static final int MAX_LENGTH = 200;

    /** Reads parameters of the page; times are of that zone. */
    static EventSearch of(Map<String, String[]> parameters, ZoneId zone) {
        SequencedMap<String, String> given = given(parameters);
        List<String> mistakes = new ArrayList<>();
        Optional<Set<EventKind>> kinds = read("kind", given, mistakes, EventSearch::kinds);
        Optional<LocalDateTime> from = read("from", given, mistakes, EventSearch::minute);
        Optional<LocalDateTime> to = read("to", given, mistakes, EventSearch::minute);
        Optional<Long> before = read(BEFORE, given, mistakes, EventSearch::number);
        EventFilter filter = new EventFilter(
                kinds.orElse(Set.of()),
                given.getOrDefault("machine", ""),
                given.getOrDefault("text", ""),
                from.map(time -> instant(time, zone)),
                // The minute that is named is meant as a whole.
                to.map(time -> instant(time.plusMinutes(1), zone).minusNanos(1)));
        return new EventSearch(
                given, filter, before.map(OptionalLong::of).orElse(OptionalLong.empty()), List.copyOf(mistakes));
    }

    private static SequencedMap<String, String> given(Map<String, String[]> parameters) {
        SequencedMap<String, String> given = new LinkedHashMap<>();
        for (String name : FILTERS) {
            add(name, parameters, given);
        }
        add(BEFORE, parameters, given);
        return given;
    }

    private static void add(String name, Map<String, String[]> parameters, Map<String, String> given) {
        String[] values = parameters.getOrDefault(name, new String[0]);
        String value = values.length == 0 ? "" : values[0].strip();
        if (!value.isEmpty()) {
            given.put(name, value.substring(0, Math.min(value.length(), MAX_LENGTH)));
        }
    }

    private static <T> Optional<T> read(
            String name, Map<String, String> given, List<String> mistakes, Function<String, Optional<T>> reader) {
        String value = given.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> read = reader.apply(value);
        if (read.isEmpty()) {
            mistakes.add("events.mistake." + name);
        }
        return read;
    }

    private static Optional<Set<EventKind>> kinds(String word) {
        return word.equals(TROUBLE)
                ? Optional.of(EventTone.trouble())
                : EventKind.ofWord(word).map(Set::of);
    }

    private static Optional<LocalDateTime> minute(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).truncatedTo(ChronoUnit.MINUTES));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(LocalDateTime time, ZoneId zone) {
        return time.atZone(zone).toInstant();
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    /** Whether anything is filtered. */
    boolean isFiltered() {
        return !filter.equals(EventFilter.ALL);
    }

    /** The address of the same search that starts at the newest event, or below this number. */
    String address(OptionalLong start) {
        SequencedMap<String, String> parameters = new LinkedHashMap<>(given);
        parameters.remove(BEFORE);
        start.ifPresent(number -> parameters.put(BEFORE, Long.toString(number)));
        return "events.xhtml" + (parameters.isEmpty() ? "" : TableAddress.query(parameters));
    }
}
