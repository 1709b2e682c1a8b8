package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** A real Linux account, which the consoles of a test take for an administrator's. Needs root. */
final class AdministratorAccount implements AutoCloseable {
    static final String NAME = "corelink-ad-" + ProcessHandle.current().pid();
    static final String PASSWORD = "Pw-" + Long.toHexString(System.nanoTime());

    private AdministratorAccount() {}

    static AdministratorAccount create() throws IOException {
        assertThat(exitOf("useradd", "--no-create-home", "--shell", "/bin/sh", NAME))
                .isZero();
        Process chpasswd = new ProcessBuilder("chpasswd").start();
        try (var input = chpasswd.outputWriter()) {
            input.write(NAME + ":" + PASSWORD + "\n");
        }
        assertThat(chpasswd.onExit().join().exitValue()).isZero();
        return new AdministratorAccount();
    }

    private static int exitOf(String... command) throws IOException {
        return new ProcessBuilder(command).start().onExit().join().exitValue();
    }

    @Override
    public void close() throws IOException {
        assertThat(exitOf("userdel", NAME)).isZero();
    }
}
