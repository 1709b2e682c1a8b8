package org.corelink.host.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corelink.host.check.Finding;
import org.corelink.host.check.Finding.Severity;
import org.corelink.host.check.Prerequisites;
import org.corelink.host.check.Wanted;
import org.corelink.host.exec.Command;
import org.corelink.host.exec.CommandResult;
import org.corelink.host.exec.CommandRunner;

/** {@code --check}: what the container needs of this machine, a line each; with {@code --fix} what mends it is run. */
final class Check {
    /** To install a package. */
    private static final Duration MENDING_TIME = Duration.ofMinutes(15);

    private static final int SUBJECT_WIDTH = 16;

    private final Terminal terminal;
    private final Machine machine;
    private final CommandRunner runner;

    Check(Terminal terminal, Machine machine, CommandRunner runner) {
        this.terminal = terminal;
        this.machine = machine;
        this.runner = runner;
    }

    ExitCode run(Wanted wanted, boolean fix, boolean json) throws InterruptedException {
        List<Finding> findings = findings(wanted);
        if (json) {
            terminal.print(Json.of(findings.stream().map(Check::fields).toList()));
        } else {
            findings.forEach(this::print);
        }
        if (fix && mend(findings)) {
            terminal.tell("Checking again.");
            return run(wanted, false, json);
        }
        return Prerequisites.isBlocked(findings) ? ExitCode.PREREQUISITE_MISSING : ExitCode.DONE;
    }

    private List<Finding> findings(Wanted wanted) throws InterruptedException {
        return Prerequisites.forContainer(machine.facts(wanted, runner), wanted);
    }

    private void print(Finding finding) {
        String subject = finding.subject()
                + " ".repeat(Math.max(1, SUBJECT_WIDTH - finding.subject().length()));
        terminal.print(
                finding.severity(),
                subject + finding.text() + (finding.advice().isEmpty() ? "" : " " + finding.advice()));
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", finding.subject());
        fields.put("result", finding.severity().name());
        fields.put("text", finding.text());
        if (!finding.advice().isEmpty()) {
            fields.put("advice", finding.advice());
        }
        return fields;
    }

    /** Whether anything was run. */
    private boolean mend(List<Finding> findings) throws InterruptedException {
        boolean mended = false;
        for (Finding finding : findings) {
            if (finding.severity() != Severity.OK && !finding.mend().isEmpty()) {
                mended |= offer(finding);
            }
        }
        if (!mended) {
            terminal.tell("Nothing was changed.");
        }
        return mended;
    }

    private boolean offer(Finding finding) throws InterruptedException {
        List<Command> commands = finding.mend().stream().map(this::asRoot).toList();
        terminal.tell(finding.subject() + ": " + finding.text() + " This mends it:");
        commands.forEach(command -> terminal.tell("  " + command));
        if (!terminal.confirm("Run it?")) {
            return false;
        }
        for (Command command : commands) {
            CommandResult result = runner.run(command, terminal::tell);
            if (!result.isSuccess()) {
                terminal.complain(result.failure() + ". Run it yourself, or ask who administers this machine.");
                return true;
            }
        }
        return true;
    }

    private Command asRoot(List<String> argv) {
        List<String> command = new ArrayList<>();
        if (!machine.process().root()) {
            command.add("sudo");
        }
        command.addAll(argv);
        return new Command(command, MENDING_TIME);
    }
}
