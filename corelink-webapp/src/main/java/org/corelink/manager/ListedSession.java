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
 */
public record ListedSession(String id, String user, Role role, Optional<String> address, Duration left) {
    /** How long it has left, in hours and minutes. */
    public String leftInWords() {
        return left.toHours() + " h " + left.toMinutesPart() + " min";
    }
}
