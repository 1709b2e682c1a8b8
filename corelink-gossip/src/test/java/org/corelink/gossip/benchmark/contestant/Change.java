package org.corelink.gossip.benchmark.contestant;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.corelink.gossip.lan.State;

/**
 * What one node came to show of another.
 *
 * @param observer index of the node that shows it
 * @param id of whom
 * @param name what that one is called by then
 * @param state what is shown
 * @param epochSeconds the wall clock, of the one whom it is about, at the data that is held
 * @param nanos when, in the time of {@link System#nanoTime()}, which all processes share
 * @param reason why, in words
 */
public record Change(
        int observer, String id, String name, State state, double epochSeconds, long nanos, String reason) {
    private static final Pattern TAB = Pattern.compile("\t");

    /** Reads what nodes print that tell each change themselves, until they end. */
    static void readAll(int observer, Process process, Consumer<Change> changes) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // A library may greet the reader too.
                if (line.indexOf('\t') > 0) {
                    changes.accept(parse(observer, line));
                }
            }
        }
    }

    /** A line of such a node: {@code NANOS STATE ID NAME EPOCH REASON}, with a tab between two of them. */
    static Change parse(int observer, String line) {
        String[] words = TAB.split(line, 6);
        if (words.length != 6) {
            throw new IllegalArgumentException("no change: " + line);
        }
        return new Change(
                observer,
                words[2],
                words[3],
                State.valueOf(words[1].toUpperCase(Locale.ROOT)),
                Double.parseDouble(words[4]),
                Long.parseLong(words[0]),
                words[5]);
    }
}
