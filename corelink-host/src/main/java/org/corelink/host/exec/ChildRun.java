package org.corelink.host.exec;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.Executor;
import org.apache.commons.exec.ProcessDestroyer;
import org.jspecify.annotations.Nullable;

/**
 * One child process from start to end.
 *
 * <p>The watchdog of Commons Exec sends SIGTERM, which a hanging child may ignore; so this class learns of the child as
 * a {@link ProcessDestroyer} and kills it, with its descendants.
 */
final class ChildRun implements ProcessDestroyer, ExecuteResultHandler {
    /** How the JDK words a failed start: "error=2, No such file or directory", since 24 "error: 2 (...)". */
    private static final Pattern NO_SUCH_FILE = Pattern.compile("error(?:=|: )2\\b");

    private final Command command;
    private final BoundedLines output;
    private final BoundedLines errors;
    private final CompletableFuture<CommandResult> result = new CompletableFuture<>();

    // Guarded by this.
    private @Nullable Process child;
    private boolean killed;

    ChildRun(Command command, BoundedLines output, BoundedLines errors) {
        this.command = command;
        this.output = output;
        this.errors = errors;
    }

    void start(Executor executor, CommandLine line, Map<String, String> environment) {
        try {
            executor.execute(line, environment, this);
        } catch (IOException e) {
            onProcessFailed(new ExecuteException("start", -1, e));
        }
    }

    CommandResult await() throws InterruptedException {
        try {
            return result.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            return new CommandResult.TimedOut(command, errors.text());
        } catch (InterruptedException e) {
            kill();
            throw e;
        } catch (ExecutionException e) {
            throw new AssertionError("the result is only ever completed with a value", e);
        }
    }

    /** Called by Commons Exec with the started child. */
    @Override
    public synchronized boolean add(Process process) {
        child = process;
        if (killed) {
            killTree(process);
        }
        return true;
    }

    /** Called by Commons Exec when the child has ended. */
    @Override
    public synchronized boolean remove(Process process) {
        child = null;
        return true;
    }

    @Override
    public synchronized int size() {
        return child == null ? 0 : 1;
    }

    @Override
    public void onProcessComplete(int exitCode) {
        output.finish();
        errors.finish();
        result.complete(new CommandResult.Ended(command, exitCode, output.text(), errors.text()));
    }

    @Override
    public void onProcessFailed(ExecuteException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String words = String.valueOf(cause.getMessage());
        Matcher missing = NO_SUCH_FILE.matcher(words);
        result.complete(
                missing.find()
                        ? new CommandResult.NotInstalled(command)
                        : new CommandResult.NotStarted(command, words));
    }

    private synchronized void kill() {
        killed = true;
        if (child != null) {
            killTree(child);
        }
    }

    private static void killTree(Process process) {
        // Listed before the kill: afterwards they would belong to init.
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
