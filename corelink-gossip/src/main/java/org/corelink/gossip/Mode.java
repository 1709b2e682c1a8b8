package org.corelink.gossip;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which formats a node speaks. */
public enum Mode {
    /** The open format alone. */
    OPEN,
    /** Both: whoever speaks the sealed format is known by that alone; the others are shown as unverified. */
    MIXED,
    /** The sealed format alone: open datagrams change nothing. */
    SEALED;

    /** The mode that people call so, in small letters; empty if there is none. */
    public static Optional<Mode> named(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    /** How people call it: {@code "open"}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The formats, the more trusted first. */
    public List<Format> formats() {
        return switch (this) {
            case OPEN -> List.of(Format.OPEN);
            case MIXED -> List.of(Format.SEALED, Format.OPEN);
            case SEALED -> List.of(Format.SEALED);
        };
    }
}
