package org.corelink.server;

/**
 * A task that a timer runs again and again, whatever one run comes to: a timer forgets a task that throws, and says nothing.
 *
 * @param what fails, for the log: for example "the review of accounts"
 * @param task may throw
 */
record Recurring(String what, Runnable task) implements Runnable {
    private static final System.Logger LOG = System.getLogger(Recurring.class.getName());

    @Override
    public void run() {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, what + " failed, and is tried again", e);
        }
    }
}
