package org.corelink.host.cli;

/** How a command ended, for the shell. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** Failed; the message names the cause. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** Something that CoreLink needs is missing. */
    PREREQUISITE_MISSING(3),
    /** There is no CoreLink running to talk to. */
    NOT_RUNNING(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }
}
