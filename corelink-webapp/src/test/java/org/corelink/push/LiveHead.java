package org.corelink.push;

import java.util.Base64;

/**
 * The revisions of a message.
 *
 * @param from the one that it starts from
 * @param to the one that it leads to
 */
public record LiveHead(long from, long to) {
    /** Reads the head of a message. */
    public static LiveHead of(byte[] message) {
        LivePage.BitReader reader = new LivePage.BitReader(LivePage.content(message));
        long from = reader.varint();
        return new LiveHead(from, from + reader.varint());
    }

    /** The same of a message in the form for channels that carry text. */
    public static LiveHead of(String base64) {
        return of(Base64.getDecoder().decode(base64));
    }
}
