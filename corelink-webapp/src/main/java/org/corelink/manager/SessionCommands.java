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

    private static final Parameter IDLE =
            Parameter.optional("idle", "all sessions that were not used for that many minutes, 0 to 480");

    private static final int LONGEST_IDLE = 480;

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
                                + " ends, minutes since it was used.",
                        _ -> commands.list()),
                new Command(
                        "expire",
                        Effect.CHANGES,
                        "Ends sessions: those of a user, the one with an id, or those that nobody has used for some"
                                + " minutes; and their live updates with them.",
                        List.of(USER, ID, IDLE),
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
                Duration.ofNanos(session.deadlineNanos() - nowNanos),
                Duration.ofNanos(nowNanos - session.usedNanos()));
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
                Long.toString(session.left().toMinutes()),
                Long.toString(session.idle().toMinutes()));
    }

    private Answer expire(Arguments arguments) throws InvalidArgumentException {
        if (arguments.values().size() != 1) {
            throw new InvalidArgumentException(
                    "One of [user], [id] and [idle] must be given: whose sessions, which one, or how long unused");
        }
        int ended = sessions.end(chosen(arguments), "ended by an administrator");
        if (ended == 0) {
            return Answer.failed("No session fits; [sessions] lists those that there are");
        }
        return Answer.ok("Ended " + (ended == 1 ? "1 session" : ended + " sessions"));
    }

    private Predicate<SignedInSession> chosen(Arguments arguments) throws InvalidArgumentException {
        Optional<String> user = arguments.get(USER.name());
        if (user.isPresent()) {
            return session -> session.user().name().equals(user.get());
        }
        Optional<String> id = arguments.get(ID.name());
        if (id.isPresent()) {
            return session -> idOf(session.key()).equals(id.get());
        }
        long idleNanos =
                Duration.ofMinutes(minutes(arguments.required(IDLE.name()))).toNanos();
        long nowNanos = sessions.nowNanos();
        return session -> nowNanos - session.usedNanos() >= idleNanos;
    }

    private static int minutes(String value) throws InvalidArgumentException {
        if (value.matches("\\d{1,3}") && Integer.parseInt(value) <= LONGEST_IDLE) {
            return Integer.parseInt(value);
        }
        throw new InvalidArgumentException("[idle] must be 0 to " + LONGEST_IDLE + " minutes");
    }
}
