package org.corelink.host.cli;

import java.io.PrintWriter;

/** Results to one stream, problems to another. */
public final class StreamTerminal implements Terminal {
    private final PrintWriter results;
    private final PrintWriter problems;

    /** Flushes after every line. */
    public StreamTerminal(PrintWriter results, PrintWriter problems) {
        this.results = results;
        this.problems = problems;
    }

    @Override
    public void print(String line) {
        results.println(line);
        results.flush();
    }

    @Override
    public void complain(String line) {
        problems.println("corelink: " + line);
        problems.flush();
    }
}
