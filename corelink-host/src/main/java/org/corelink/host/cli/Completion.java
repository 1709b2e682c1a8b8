package org.corelink.host.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/** Completion for shells, from the options themselves. Pure. */
final class Completion {
    private Completion() {}

    /** A script that bash and zsh read by {@code source}. */
    static String script(CommandLine commandLine) {
        return AutoComplete.bash("corelink", commandLine);
    }
}
