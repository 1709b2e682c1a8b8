package org.corelink.host.cli;

/** Where a command's words go. Lines without their line feed; any thread. */
public interface Terminal {
    /** A line of the result. */
    void print(String line);

    /** A line about a problem. */
    void complain(String line);
}
