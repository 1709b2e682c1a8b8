package org.corelink.push;

/** Carries messages to every open page. Never blocks; a page that cannot keep up loses messages, never delays others. */
public interface LiveChannel {
    /** Whether any page is open; where none is, nothing needs to be encoded. */
    boolean hasClients();

    /** Sends the same message to all open pages. */
    void broadcast(LiveMessage message);
}
