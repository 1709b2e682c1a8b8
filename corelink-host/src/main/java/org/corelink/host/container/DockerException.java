package org.corelink.host.container;

import org.corelink.host.exec.CommandResult;

/** Docker did not do what it was asked for. The message names the command, its own words and the next step. */
public final class DockerException extends Exception {
    private static final long serialVersionUID = 1L;

    DockerException(CommandResult failed, String nextStep) {
        super(failed.failure() + ". " + nextStep);
    }

    DockerException(String message) {
        super(message);
    }
}
