package org.corelink.host.cli;

/** How a command ended, for the shell. */
public enum ExitCode {
    /** Done. */
    DONE(0, "done"),
    /** Failed; the message names the cause. */
    FAILED(1, "failed"),
    /** The command line is wrong. */
    USAGE(2, "usage"),
    /** Something that CoreLink needs is missing. */
    PREREQUISITE_MISSING(3, "a prerequisite is missing"),
    /** There is no CoreLink running to talk to. */
    NOT_RUNNING(4, "not running");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }

    /** For a person. */
    String meaning() {
        return meaning;
    }
}
