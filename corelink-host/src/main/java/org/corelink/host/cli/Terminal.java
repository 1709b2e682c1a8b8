package org.corelink.host.cli;

import java.util.Optional;
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

    /** Asks for a secret, which is not shown while it is typed; without a person, the first line of the input. */
    Optional<String> secret(String question);

    /** Asks a person yes or no; no if nobody is there. */
    boolean confirm(String question);
}
