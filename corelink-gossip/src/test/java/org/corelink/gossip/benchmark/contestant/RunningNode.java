package org.corelink.gossip.benchmark.contestant;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.corelink.gossip.lan.Shell;

/** One process of a contestant, on its host. */
public final class RunningNode {
    private static final System.Logger LOG = System.getLogger(RunningNode.class.getName());

    private final Seat seat;
    private final Process process;
    private final long execNanos;
    private final double execEpochSeconds;

    private RunningNode(Seat seat, Process process, long execNanos, double execEpochSeconds) {
        this.seat = seat;
        this.process = process;
        this.execNanos = execNanos;
        this.execEpochSeconds = execEpochSeconds;
    }

    /** Starts it, and a thread that passes on what it shows. */
    public static RunningNode start(Contestant contestant, Seat seat, Consumer<Change> changes) throws IOException {
        List<String> command = new ArrayList<>(seat.host().namespace().prefix());
        command.addAll(contestant.command(seat));
        File log = seat.directory().resolve("log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(contestant.environment());
        double epochSeconds = System.currentTimeMillis() / 1e3;
        long nanos = System.nanoTime();
        RunningNode node = new RunningNode(seat, builder.start(), nanos, epochSeconds);
        Thread.ofPlatform().daemon().name("follow-" + seat.name()).start(() -> node.follow(contestant, changes));
        return node;
    }

    private void follow(Contestant contestant, Consumer<Change> changes) {
        try {
            contestant.follow(seat, process, change -> {
                // Some show themselves too, and some do not.
                if (!change.name().equals(seat.name())) {
                    changes.accept(change);
                }
            });
        } catch (IOException e) {
            if (process.isAlive()) {
                LOG.log(System.Logger.Level.ERROR, "nothing more is known of what " + seat.name() + " shows", e);
            }
        }
    }

    /** Its place. */
    public Seat seat() {
        return seat;
    }

    /** What its operating system knows it by. */
    public long pid() {
        return process.pid();
    }

    /** When it was started, in the time of {@link System#nanoTime()}. */
    public long execNanos() {
        return execNanos;
    }

    /** When it was started, in seconds since 1970. */
    public double execEpochSeconds() {
        return execEpochSeconds;
    }

    /** Whether it has not ended. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Ends it without a word, and returns when that began. */
    public long kill() throws InterruptedException {
        long nanos = System.nanoTime();
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException(seat.name() + " does not end");
        }
        return nanos;
    }

    /** Takes the processor away from it. */
    public void pause() throws IOException {
        Shell.run("kill", "-STOP", String.valueOf(pid()));
    }

    /** Gives it back. */
    public void resume() throws IOException {
        Shell.run("kill", "-CONT", String.valueOf(pid()));
    }
}
