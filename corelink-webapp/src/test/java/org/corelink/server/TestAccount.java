package org.corelink.server;

import java.io.IOException;

/**
 * A real Linux account that exists for one test. Needs root.
 *
 * @param name user name
 * @param password its password
 */
public record TestAccount(String name, String password) implements AutoCloseable {
    /** Makes the account, with a home nowhere and a shell. */
    public static TestAccount create(String name) throws IOException {
        new TestAccount(name, "").removeIfThere();
        Shell.run("useradd", "--no-create-home", "--shell", "/bin/sh", name);
        String password = "Pw-" + Long.toHexString(System.nanoTime());
        Shell.runWithInput(name + ":" + password, "chpasswd");
        return new TestAccount(name, password);
    }

    /** Lets the account expire in the past: PAM's account step must refuse it, though the password is right. */
    public void expire() throws IOException {
        Shell.run("chage", "--expiredate", "1970-01-02", name);
    }

    private void removeIfThere() throws IOException {
        var _ = Shell.exitOf(new ProcessBuilder("userdel", name).start());
    }

    @Override
    public void close() throws IOException {
        Shell.run("userdel", name);
    }
}
