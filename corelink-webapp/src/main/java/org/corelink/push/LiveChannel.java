package org.corelink.push;

/** Carries messages to every open page. Never blocks; a page that cannot keep up loses messages, never delays others. */
public interface LiveChannel {
    /** Number of pages that are open. */
    int clients();

    /** Whether any page is open; where none is, nothing needs to be encoded. */
    default boolean hasClients() {
        return clients() > 0;
    }

    /** Sends the same message to all open pages. */
    void broadcast(LiveMessage message);
}
