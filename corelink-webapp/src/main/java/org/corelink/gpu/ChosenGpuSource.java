package org.corelink.gpu;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The best source that this machine has: the first of a list that can be opened. While it is not the very first, the
 * better ones are tried again from time to time, because a driver may be installed while CoreLink runs. One thread.
 */
public final class ChosenGpuSource implements GpuSource {
    /** Samples between two looks for something better. */
    static final int SAMPLES_BETWEEN_LOOKS = 30;

    private static final String NONE = "none";

    private final List<Candidate> candidates;

    /** Index of the source in use; the number of candidates where there is none. */
    private int choice;

    private @Nullable GpuSource source;
    private String reason = "";
    private @Nullable String missing;
    private @Nullable String lastError;
    private int untilNextLook;

    /**
     * A source that may be there.
     *
     * @param name for a person, e.g. {@code "NVML"}
     * @param open tries to open it; may block like a sample
     */
    public record Candidate(String name, Supplier<Opening> open) {}

    /** What came of opening a source. */
    public sealed interface Opening {
        /**
         * It can be sampled.
         *
         * @param source to sample
         * @param reason how it was found, in words for a person
         */
        record Ready(GpuSource source, String reason) implements Opening {}

        /**
         * It is not there.
         *
         * @param reason in words for a person
         */
        record Missing(String reason) implements Opening {}
    }

    /** Chooses among {@code candidates}, the best first; opens nothing yet. */
    public ChosenGpuSource(List<Candidate> candidates) {
        this.candidates = List.copyOf(candidates);
        choice = candidates.size();
    }

    @Override
    public GpuSample sample() {
        if (choice > 0 && untilNextLook-- == 0) {
            look();
        }
        GpuSample sample = source == null ? GpuSample.none(missing == null ? "" : missing) : source.sample();
        if (sample.problem() != null) {
            lastError = sample.problem();
        }
        return sample.from(new GpuSample.Origin(
                source == null ? NONE : candidates.get(choice).name(), reason, lastError));
    }

    /** Takes the first that is better than the one in use and can be opened. */
    private void look() {
        untilNextLook = SAMPLES_BETWEEN_LOOKS - 1;
        StringJoiner words = new StringJoiner("; ");
        for (int i = 0; i < choice; i++) {
            switch (candidates.get(i).open().get()) {
                case Opening.Ready(GpuSource found, String how) -> {
                    choice = i;
                    source = found;
                    reason = words.add(how).toString();
                    return;
                }
                case Opening.Missing(String why) -> {
                    words.add(why);
                    missing = why;
                }
            }
        }
        if (source == null) {
            reason = words.toString();
        }
    }
}
