package org.corelink.host.ca;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The store cannot be used as it is. The message names the file, what is wrong, and the next step, for a person. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static StoreException unusable(Path file, String why, String nextStep, @Nullable Throwable cause) {
        return new StoreException("Cannot use " + file + ": " + why + ". " + nextStep, cause);
    }
}
