package org.corelink.manager;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.corelink.login.Role;
import org.corelink.login.session.SignedInSession;

/** The commands that are about sessions. */
final class SessionCommands {
    private static final Parameter USER = Parameter.optional("user", "all sessions of that user");
    private static final Parameter ID =
            Parameter.optional("id", "the one session that \"sessions\" lists under that id");

    /** 64 bits of a hash: enough to tell sessions apart, and useless for taking one over. */
    private static final int ID_LENGTH = 16;

    private final SessionControl sessions;

    private SessionCommands(SessionControl sessions) {
        this.sessions = sessions;
    }

    static List<Command> of(SessionControl sessions) {
        SessionCommands commands = new SessionCommands(sessions);
        return List.of(
                Command.plain(
                        "sessions",
                        Effect.READS,
                        "Lists the sessions of people who have signed in: id, user, role, address, minutes until it"
                                + " ends.",
                        _ -> commands.list()),
                new Command(
                        "expire",
                        Effect.CHANGES,
                        "Ends sessions, those of a user or the one with an id, and their live updates with them.",
                        List.of(USER, ID),
                        commands::expire));
    }

    private Answer list() {
        List<ListedSession> listed = listed(sessions);
        String number = listed.size() == 1 ? "1 session" : listed.size() + " sessions";
        return Answer.ok(
                number + " of people who have signed in",
                listed.stream().map(SessionCommands::line).toList());
    }

    /** What is shown of the sessions, by user, and of one user the one that ends first before the others. */
    static List<ListedSession> listed(SessionControl sessions) {
        long now = sessions.nowNanos();
        return sessions.list().stream()
                .sorted(Comparator.comparing(
                                (SignedInSession session) -> session.user().name())
                        .thenComparingLong(session -> session.deadlineNanos() - now))
                .map(session -> listed(session, now))
                .toList();
    }

    private static ListedSession listed(SignedInSession session, long nowNanos) {
        return new ListedSession(
                idOf(session.key()),
                session.user().name(),
                session.roles().stream().max(Role::compareTo).orElse(Role.VIEWER),
                session.address().isEmpty() ? Optional.empty() : Optional.of(session.address()),
                Duration.ofNanos(session.deadlineNanos() - nowNanos));
    }

    /** The id of the session with that key. */
    static String idOf(String key) {
        return key.substring(0, Math.min(ID_LENGTH, key.length()));
    }

    private static String line(ListedSession session) {
        return String.join(
                "\t",
                session.id(),
                session.user(),
                session.role().roleName(),
                session.address().orElse(ClusterCommands.UNKNOWN),
                Long.toString(session.left().toMinutes()));
    }

    private Answer expire(Arguments arguments) throws InvalidArgumentException {
        Optional<String> user = arguments.get(USER.name());
        Optional<String> id = arguments.get(ID.name());
        if (user.isPresent() == id.isPresent()) {
            throw new InvalidArgumentException("Either [user] or [id] must be given: whose sessions, or which one");
        }
        Predicate<SignedInSession> which = user.<Predicate<SignedInSession>>map(
                        name -> session -> session.user().name().equals(name))
                .orElseGet(() -> session -> idOf(session.key()).equals(id.orElseThrow()));
        int ended = sessions.end(which, "ended by an administrator");
        if (ended == 0) {
            return Answer.failed("No session fits; [sessions] lists those that there are");
        }
        return Answer.ok("Ended " + (ended == 1 ? "1 session" : ended + " sessions"));
    }
}
