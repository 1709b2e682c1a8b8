package org.corelink.host.exec;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/** Runs programs as children of this process, by Commons Exec. SHELL; any number of threads. */
public final class CommonsExecRunner implements CommandRunner {
    /** How long output may stay open after the child's end: a process that it left behind may hold the pipe. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    @Override
    public CommandResult run(Command command, Consumer<String> lines) throws InterruptedException {
        BoundedLines output = new BoundedLines(MAX_OUTPUT, lines);
        BoundedLines errors = new BoundedLines(MAX_OUTPUT, lines);
        PumpStreamHandler streams = new PumpStreamHandler(output, errors);
        streams.setStopTimeout(DRAIN);
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(streams)
                .setThreadFactory(task ->
                        Thread.ofPlatform().daemon().name(command.program()).unstarted(task))
                .get();
        executor.setExitValues(null);
        ChildRun run = new ChildRun(command, output, errors);
        executor.setProcessDestroyer(run);
        run.start(executor, commandLine(command.argv()), environment());
        return run.await();
    }

    private static CommandLine commandLine(List<String> argv) {
        CommandLine line = new CommandLine(argv.getFirst());
        argv.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        return line;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("LANG", "C.UTF-8");
        return environment;
    }
}
