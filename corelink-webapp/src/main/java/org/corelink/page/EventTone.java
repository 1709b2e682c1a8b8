package org.corelink.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.corelink.cluster.event.EventKind;

/** How an event looks: never told by colour alone, for each kind has its word and its icon too. */
public enum EventTone {
    /** Something is as it should be again. */
    GOOD,
    /** It needs a look. */
    WARN,
    /** Something does not work. */
    BAD,
    /** It is worth knowing. */
    QUIET;

    /** The tone of a kind. */
    public static EventTone of(EventKind kind) {
        return switch (kind) {
            case JOINED, RETURNED, UNLIMITED, GPU_BACK, CLOCK_RIGHT, VERIFIED -> GOOD;
            case SUSPECT, STALE, NAME_CONFLICT, LIMITED, GPU_ERROR, CLOCK_OFF, DATAGRAMS_REJECTED -> WARN;
            case DOWN, GPU_LOST -> BAD;
            case LEFT, REMOVED, RENAMED, RESTARTED, REFUTED, KEY_ROTATED -> QUIET;
        };
    }

    /** The kinds that need somebody. */
    static Set<EventKind> trouble() {
        return Arrays.stream(EventKind.values())
                .filter(kind -> of(kind) == WARN || of(kind) == BAD)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Its name in the style sheet. */
    public String styleClass() {
        return name().toLowerCase(Locale.ROOT);
    }
}
