package org.corelink.host.view;

import java.io.IOException;

/** Asks a console's API. One thread at a time. */
public interface ConsoleClient extends AutoCloseable {
    /** An answer, whatever its status. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
    record Reply(int status, byte[] body) {}

    /**
     * Asks and waits some seconds for the answer.
     *
     * @param path with its query, from the first slash on
     * @param authorization the header of that name; empty for none
     * @throws IOException if there is no answer
     */
    Reply get(String path, String authorization) throws IOException, InterruptedException;

    /** Gives its connections back. */
    @Override
    void close();
}
