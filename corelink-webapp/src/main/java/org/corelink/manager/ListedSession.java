package org.corelink.manager;

import java.time.Duration;
import java.util.Optional;
import org.corelink.login.Role;

/**
 * One session as the manager lists it.
 *
 * @param id names it without opening it
 * @param user who signed in
 * @param role the highest
 * @param address from where; empty if that is unknown
 * @param left until it ends
 * @param idle since the person last did something
 */
public record ListedSession(String id, String user, Role role, Optional<String> address, Duration left, Duration idle) {
    /** How long it has left, in hours and minutes. */
    public String leftInWords() {
        return inWords(left);
    }

    /** How long the person has done nothing, in hours and minutes. */
    public String idleInWords() {
        return inWords(idle);
    }

    private static String inWords(Duration duration) {
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
