package org.corelink.push;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One message for all pages: the same bytes for every WebSocket, the same text for all else. Any thread. */
public final class LiveMessage {
    private final byte[] bytes;

    /** Made when somebody first needs it; twice at worst, with the same result. */
    private volatile @Nullable String text;

    /** A message of these bytes, which must not change any more. */
    LiveMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** For channels that carry bytes. Not a copy: a copy for each page is what this class avoids. */
    @SuppressWarnings("MutableMethodReturnType")
    byte[] bytes() {
        return bytes;
    }

    /** The same as Base64, for channels that carry text. */
    String text() {
        String known = text;
        if (known == null) {
            known = Base64.getEncoder().encodeToString(bytes);
            text = known;
        }
        return known;
    }
}
