package org.corelink.manager;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the manager's page shows.
 *
 * @param token goes along with each form
 * @param commands all that there are
 * @param sessions of people who have signed in
 * @param own id of the session that looks at the page
 * @param shown the answer of the last command; null if there is none to show
 * @param pending the command that waits for the password; null if none does
 */
public record CommandPage(
        String token,
        List<Command> commands,
        List<ListedSession> sessions,
        String own,
        @Nullable Shown shown,
        @Nullable Pending pending) {
    /**
     * An answer.
     *
     * @param command its name
     */
    public record Shown(String command, Answer answer) {}

    /**
     * A command that was called without a password of the last minutes.
     *
     * @param command its name
     * @param parameters one value each
     * @param problem key of the message that says what was wrong with the password; null if none was given yet
     */
    public record Pending(
            String command,
            Map<String, String> parameters,
            @Nullable String problem) {}

    /** The commands that only tell something and need nothing for that. */
    public List<Command> reading() {
        return commands.stream()
                .filter(command -> command.effect() == Effect.READS)
                .toList();
    }

    /** The commands that do something. */
    public List<Command> doing() {
        return commands.stream()
                .filter(command -> command.effect() != Effect.READS)
                .toList();
    }
}
