package org.corelink.gossip;

import java.util.List;

/** Which formats a node speaks. */
public enum Mode {
    /** The open format alone. */
    OPEN(Format.OPEN),
    /** Both: whoever speaks the sealed format is known by that alone; the others are shown as unverified. */
    MIXED(Format.SEALED, Format.OPEN),
    /** The sealed format alone: open datagrams change nothing. */
    SEALED(Format.SEALED);

    private final List<Format> formats;

    Mode(Format... formats) {
        this.formats = List.of(formats);
    }

    /** The formats, the more trusted first. */
    public List<Format> formats() {
        return formats;
    }
}
