package org.corelink.node;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How old the values of a state were when it was told, by their source. Whoever keeps the state adds the time since.
 *
 * @param millis milliseconds since the last answer began, also where its values are withdrawn by now because they are
 *     too old; nothing where a source has not answered yet, or its age is not told
 */
public record ReadingAges(Map<NodeSource, Long> millis) {
    /** Nothing is told. */
    public static final ReadingAges UNKNOWN = new ReadingAges(Map.of());

    /** Takes an immutable copy. */
    public ReadingAges {
        Map<NodeSource, Long> sorted = new EnumMap<>(NodeSource.class);
        sorted.putAll(millis);
        millis = Collections.unmodifiableMap(sorted);
    }

    /**
     * The ages that {@code millis} gives, asked once for each source.
     *
     * @param millis gives null for what is unknown
     */
    public static ReadingAges of(Function<NodeSource, @Nullable Long> millis) {
        Map<NodeSource, Long> known = new EnumMap<>(NodeSource.class);
        for (NodeSource source : NodeSource.values()) {
            Long age = millis.apply(source);
            if (age != null) {
                known.put(source, age);
            }
        }
        return new ReadingAges(known);
    }

    /** The same, so much later. */
    public ReadingAges later(long moreMillis) {
        return of(source -> {
            Long age = of(source);
            return age == null ? null : (Long) (age + moreMillis);
        });
    }

    /** The age of what that source told, milliseconds; null if unknown. */
    public @Nullable Long of(NodeSource source) {
        return millis.get(source);
    }
}
