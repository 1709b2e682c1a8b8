package org.corelink.login.pam;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Asks the {@link PamServer} behind a socket, which somebody keeps alive: {@link PamSupervisor}, or the entry point of the
 * container.
 *
 * <p>A question whose process ends while it is asked may have ended it, or have suffered from another. Each of them is asked
 * once more, alone: the guilty one fails, and the others get their answers.
 */
public final class PamClient implements AccountCheck {
    private static final System.Logger LOG = System.getLogger(PamProcess.class.getName());
    private static final Duration RETRY = Duration.ofMillis(50);

    private final Path socket;
    private final Semaphore signIns = new Semaphore(PamPool.THREADS + PamPool.QUEUE);
    private final Semaphore reviews = new Semaphore(PamPool.QUEUE);

    /** Read: beside others; write: alone. Fair, so that sign-ins without end do not keep who must be alone waiting. */
    private final ReentrantReadWriteLock company = new ReentrantReadWriteLock(true);

    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pam-deadline").daemon().factory());

    /** Asks nothing yet; the first questions wait for the process where it is just starting. */
    public PamClient(Path socket) {
        this.socket = socket;
    }

    /** The question could not be brought to its end because the process ended. */
    private static final class ProcessEnded extends IOException {
        private static final long serialVersionUID = 1L;

        ProcessEnded(IOException cause) {
            super(cause);
        }
    }

    @Override
    public PamAnswer ask(PamQuestion question) throws InterruptedException {
        Semaphore places = question.password().isPresent() ? signIns : reviews;
        if (!places.tryAcquire()) {
            return new PamAnswer.Busy();
        }
        try {
            return askTwice(question, System.nanoTime() + PamPool.DEADLINE.toNanos());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the PAM process did not answer: {0}", e.getMessage());
            return new PamAnswer.Failed("no answer from the PAM process");
        } finally {
            places.release();
        }
    }

    private PamAnswer askTwice(PamQuestion question, long deadline) throws IOException, InterruptedException {
        try {
            return ask(question, company.readLock(), deadline);
        } catch (ProcessEnded e) {
            LOG.log(System.Logger.Level.DEBUG, "asking again, alone", e);
            return ask(question, company.writeLock(), deadline);
        }
    }

    private PamAnswer ask(PamQuestion question, Lock lock, long deadline) throws IOException, InterruptedException {
        if (!lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new IOException("it was too late to ask");
        }
        try (PamSocket socket = connect(deadline)) {
            return exchange(socket, question, deadline);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the process where it is just starting. */
    private PamSocket connect(long deadline) throws IOException, InterruptedException {
        while (true) {
            try {
                return PamSocket.connect(socket);
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("it is down", e);
                }
                Thread.sleep(RETRY);
            }
        }
    }

    private PamAnswer exchange(PamSocket socket, PamQuestion question, long deadline) throws IOException {
        // Later than the server's own deadline: its words about a hanging module are better than silence.
        long patience = deadline - System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        var tooLate = socket.closeAfter(Duration.ofNanos(patience), deadlines);
        try {
            socket.send(PamFrame.encode(question));
            return PamFrame.decodeAnswer(socket.receive());
        } catch (PamFrame.FormatException | java.nio.channels.ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new ProcessEnded(e);
        } finally {
            tooLate.cancel(false);
        }
    }

    /** Asks nothing more. */
    @Override
    public void close() {
        deadlines.shutdownNow();
    }
}
