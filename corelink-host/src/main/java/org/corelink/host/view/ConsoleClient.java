package org.corelink.host.view;

import java.io.IOException;
import java.util.Map;

/** Asks a console's API. One thread at a time. */
public interface ConsoleClient extends AutoCloseable {
    /** An answer, whatever its status. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
    record Reply(int status, byte[] body) {}

    /**
     * Asks and waits some seconds for the answer.
     *
     * @param path from the first slash on
     * @param query parameters as they are meant, not as they are written in an address
     * @param authorization the header of that name; empty for none
     * @throws IOException if there is no answer
     */
    Reply get(String path, Map<String, String> query, String authorization) throws IOException, InterruptedException;

    /** Gives its connections back. */
    @Override
    void close();
}
