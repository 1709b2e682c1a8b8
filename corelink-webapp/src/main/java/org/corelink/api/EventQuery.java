package org.corelink.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.corelink.cluster.event.ClusterEvent;
import org.corelink.cluster.event.EventKind;
import org.corelink.cluster.event.EventLog;

/**
 * Which events a program wants.
 *
 * @param after those with a greater number only
 * @param kind of this kind only
 * @param node of the machine with this id only
 * @param limit at most so many, the newest
 */
record EventQuery(long after, Optional<EventKind> kind, Optional<String> node, int limit) {
    /** A parameter that makes no sense; the message tells what would. */
    static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(String message) {
            super(message);
        }
    }

    /** Reads the parameters {@code after}, {@code kind}, {@code node} and {@code limit}. */
    static EventQuery of(Call call, EventLog log) throws InvalidException {
        long after = number(call, "after", 0, log.last(), 0);
        int limit = (int) number(call, "limit", 1, EventLog.CAPACITY, EventLog.CAPACITY);
        return new EventQuery(after, kind(call), call.parameter("node"), limit);
    }

    private static long number(Call call, String name, long lowest, long highest, long otherwise)
            throws InvalidException {
        Optional<String> given = call.parameter(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        String digits = given.get();
        long value = digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
        if (value < lowest || value > highest) {
            throw new InvalidException(name + " must be a whole number from " + lowest + " to " + highest);
        }
        return value;
    }

    private static Optional<EventKind> kind(Call call) throws InvalidException {
        Optional<String> given = call.parameter("kind");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<EventKind> kind = EventKind.ofWord(given.get());
        if (kind.isEmpty()) {
            throw new InvalidException("kind must be one of "
                    + Arrays.stream(EventKind.values()).map(EventKind::word).collect(Collectors.joining(", ")));
        }
        return kind;
    }

    /** The events that are wanted, the oldest first. */
    List<ClusterEvent> in(EventLog log) {
        List<ClusterEvent> wanted = log.events().stream().filter(this::isWanted).toList();
        return wanted.subList(Math.max(0, wanted.size() - limit), wanted.size());
    }

    private boolean isWanted(ClusterEvent event) {
        return event.number() > after
                && (kind.isEmpty() || kind.get() == event.news().kind())
                && (node.isEmpty() || node.get().equals(event.news().node().value()));
    }
}
