package org.corelink.gossip.lan;

import java.util.Locale;

/**
 * What one view says of one member.
 *
 * @param epochSeconds the member's wall clock at what the view holds of it
 */
record Sighting(String member, State state, double epochSeconds) {
    /** The line that a node answers with. */
    static Sighting parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new AssertionError("no sighting: " + line);
        }
        return new Sighting(words[0], State.valueOf(words[1].toUpperCase(Locale.ROOT)), Double.parseDouble(words[2]));
    }

    @Override
    public String toString() {
        return "%s %s %.3f".formatted(member, state, epochSeconds);
    }
}
