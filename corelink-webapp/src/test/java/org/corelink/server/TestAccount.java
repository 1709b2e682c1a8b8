package org.corelink.server;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Linux account that exists for one test. Needs root.
 *
 * @param name user name
 * @param password its password
 */
public record TestAccount(String name, String password) implements AutoCloseable {
    /** An exit code of userdel. */
    private static final int NO_SUCH_USER = 6;

    /**
     * Makes an account with a home nowhere and a shell.
     *
     * @param purpose its name less the id of this process, by which test runs at the same time do not meet
     */
    public static TestAccount create(String purpose) throws IOException {
        removeLeftovers(purpose);
        String name = purpose + "-" + ProcessHandle.current().pid();
        new TestAccount(name, "").removeIfThere();
        Shell.run("useradd", "--no-create-home", "--shell", "/bin/sh", name);
        String password = "Pw-" + Long.toHexString(System.nanoTime());
        Shell.runWithInput(name + ":" + password, "chpasswd");
        return new TestAccount(name, password);
    }

    /** Locks the account: no password is right any more. */
    public void lock() throws IOException {
        Shell.run("usermod", "--lock", name);
    }

    /** Lets the account expire in the past: PAM's account step must refuse it, though the password is right. */
    public void expire() throws IOException {
        Shell.run("chage", "--expiredate", "1970-01-02", name);
    }

    /** Removes what runs left that ended without removing it. */
    private static void removeLeftovers(String purpose) throws IOException {
        Matcher left =
                Pattern.compile("(?m)^" + Pattern.quote(purpose) + "-(\\d+):").matcher(Shell.run("getent", "passwd"));
        while (left.find()) {
            if (ProcessHandle.of(Long.parseLong(left.group(1))).isEmpty()) {
                new TestAccount(purpose + "-" + left.group(1), "").removeIfThere();
            }
        }
    }

    private void removeIfThere() throws IOException {
        var _ = Shell.exitOf(new ProcessBuilder("userdel", name).start());
    }

    /** Does nothing if the test has removed it. */
    @Override
    public void close() throws IOException {
        int exit = Shell.exitOf(new ProcessBuilder("userdel", name).start());
        if (exit != 0 && exit != NO_SUCH_USER) {
            throw new IOException("userdel " + name + " ended with " + exit);
        }
    }
}
