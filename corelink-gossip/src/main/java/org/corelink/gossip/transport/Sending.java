package org.corelink.gossip.transport;

/**
 * What became of one message handed to a {@link Transport}.
 *
 * @param sent datagrams that the kernel took
 * @param failed datagrams that it refused, or 1 if there was no interface to send on
 */
public record Sending(int sent, int failed) {
    static final Sending SENT = new Sending(1, 0);
    static final Sending FAILED = new Sending(0, 1);

    Sending and(Sending other) {
        return new Sending(sent + other.sent, failed + other.failed);
    }
}
