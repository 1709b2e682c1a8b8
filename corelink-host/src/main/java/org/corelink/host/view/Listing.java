package org.corelink.host.view;

import java.util.List;

/**
 * What the console told at one moment.
 *
 * @param entries the wanted rows, in order
 * @param total rows that there are
 */
record Listing(Census census, List<Entry> entries, long total) {
    /** Takes an immutable copy. */
    Listing {
        entries = List.copyOf(entries);
    }
}
