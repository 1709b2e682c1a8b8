package org.corelink.host.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.corelink.host.check.Finding.Severity;

/** Where a command's words go. Lines without their line feed; any thread. */
public interface Terminal {
    /** A line of the result. */
    void print(String line);

    /** A line of the result that begins with how a thing is, in colour where somebody looks. */
    void print(Severity severity, String line);

    /** A line about a problem. */
    void complain(String line);

    /** A line about what goes on. */
    void tell(String line);

    /** Places in a line, where a person reads the results in a terminal. */
    OptionalInt width();

    /** Whether results may be coloured. */
    boolean isColoured();

    /** Asks for a secret, which is not shown while it is typed; without a person, the first line of the input. */
    Optional<String> secret(String question);

    /** Asks a person yes or no; no if nobody is there. */
    boolean confirm(String question);
}
