package org.corelink.host.cli;

import java.util.concurrent.CountDownLatch;
import org.corelink.server.EndOnSignal;

/** Work that a person ends by Ctrl-C, which is no failure. SHELL. */
final class UntilSignal {
    private UntilSignal() {}

    /** What goes on until it is interrupted. */
    interface Work<E extends Exception> {
        void run() throws E, InterruptedException;
    }

    /** Does {@code work}; upon SIGINT or SIGTERM it is interrupted, and the process ends with 0 once it has ended. */
    static <E extends Exception> void run(Work<E> work) throws E, InterruptedException {
        Thread worker = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = EndOnSignal.hook(() -> {
            worker.interrupt();
            await(over);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            over.countDown();
            forget(hook);
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what interrupted the work.
            System.getLogger(UntilSignal.class.getName()).log(System.Logger.Level.DEBUG, "ended by a signal", e);
        }
    }
}
