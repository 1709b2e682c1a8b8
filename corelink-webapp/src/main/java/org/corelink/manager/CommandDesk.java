package org.corelink.manager;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.corelink.login.audit.AuditEvent;
import org.corelink.login.audit.AuditLog;
import org.corelink.login.session.Permission;
import org.corelink.login.session.Permission.Verdict;

/**
 * Where every command passes, from the text interface and from the page: it asks whether the person may, runs the command, and
 * notes it in the audit log. Any thread; blocks for as long as the account is asked for.
 */
public final class CommandDesk {
    private static final System.Logger LOG = System.getLogger(CommandDesk.class.getName());

    private final Commands commands;
    private final Permission permission;
    private final AuditLog audit;

    /** A desk for these commands. */
    public CommandDesk(Commands commands, Permission permission, AuditLog audit) {
        this.commands = commands;
        this.permission = permission;
        this.audit = audit;
    }

    /** What comes of a call. */
    sealed interface Outcome {
        /** The command, or the attempt to find it, has answered. */
        record Answered(Answer answer) implements Outcome {}

        /** The person may not. */
        record Denied() implements Outcome {}

        /** The person may, after giving the password again. */
        record PasswordNeeded() implements Outcome {}
    }

    /** All commands that there are. */
    List<Command> commands() {
        return commands.all();
    }

    /** Runs the command of that name. */
    Outcome serve(HttpServletRequest request, String name, Map<String, List<String>> given)
            throws InterruptedException {
        Command command = commands.find(name).orElse(null);
        Verdict verdict = permission.ask(
                request,
                command == null ? Effect.READS.role() : command.effect().role());
        if (verdict == Verdict.DENIED) {
            return new Outcome.Denied();
        }
        if (command == null) {
            return note(
                    request,
                    name,
                    given,
                    Answer.failed("Unknown command [" + name + "]; the commands are "
                            + String.join(
                                    ", ",
                                    commands.all().stream().map(Command::name).toList())));
        }
        if (verdict == Verdict.PASSWORD_NEEDED && command.effect().isPasswordNeeded()) {
            return new Outcome.PasswordNeeded();
        }
        return note(request, name, given, run(command, given));
    }

    /** Whether the person may look at what the manager shows by itself. */
    boolean admits(HttpServletRequest request) throws InterruptedException {
        return permission.ask(request, Effect.READS.role()) != Verdict.DENIED;
    }

    private Answer run(Command command, Map<String, List<String>> given) {
        try {
            return commands.run(command, given);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the command " + command.name() + " failed", e);
            return Answer.failed("CoreLink has made a mistake; its log tells more");
        }
    }

    private Outcome note(HttpServletRequest request, String name, Map<String, List<String>> given, Answer answer) {
        // What a caller chooses stands in values: keys are not quoted.
        String parameters = given.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + String.join(",", parameter.getValue()))
                .collect(Collectors.joining("&"));
        audit.record(AuditEvent.of("manager", request.getRemoteAddr(), request.getRemoteUser())
                .with("command", name)
                .with("parameters", parameters)
                .with("result", answer.firstLine()));
        return new Outcome.Answered(answer);
    }
}
