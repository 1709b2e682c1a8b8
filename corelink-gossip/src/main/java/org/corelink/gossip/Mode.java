package org.corelink.gossip;

import java.util.List;

/** Which formats a node speaks. */
public enum Mode {
    /** The open format alone. */
    OPEN,
    /** Both: whoever speaks the sealed format is known by that alone; the others are shown as unverified. */
    MIXED,
    /** The sealed format alone: open datagrams change nothing. */
    SEALED;

    /** The formats, the more trusted first. */
    public List<Format> formats() {
        return switch (this) {
            case OPEN -> List.of(Format.OPEN);
            case MIXED -> List.of(Format.SEALED, Format.OPEN);
            case SEALED -> List.of(Format.SEALED);
        };
    }
}
