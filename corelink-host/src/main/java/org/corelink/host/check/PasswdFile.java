package org.corelink.host.check;

import java.nio.file.Path;
import java.util.Optional;

/** {@code /etc/passwd} (passwd(5)). Pure. */
final class PasswdFile {
    private static final int FIELDS = 7;
    private static final int HOME = 5;

    private PasswdFile() {}

    /** The home directory of an account in the file's {@code text}; empty if there is none. */
    static Optional<Path> homeOf(String account, String text) {
        return text.lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length == FIELDS && fields[0].equals(account) && fields[HOME].startsWith("/"))
                .map(fields -> Path.of(fields[HOME]))
                .findFirst();
    }
}
