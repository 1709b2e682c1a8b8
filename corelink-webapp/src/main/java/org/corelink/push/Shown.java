package org.corelink.push;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Summary;

/**
 * What every page shows that has missed no message.
 *
 * @param view its machines
 * @param told the figures of its strip as they were told last, by key; empty if pages do not all show the same
 * @param learned what the next message builds upon
 * @param rowsSince a revision from which on all views have had the rows of this one
 */
record Shown(ClusterView view, SequencedMap<String, String> told, Learned learned, long rowsSince) {
    private static final SequencedMap<String, String> UNTOLD = new LinkedHashMap<>();

    /** No page has been shown anything. */
    static final Shown NOTHING = new Shown(ClusterView.EMPTY, UNTOLD, Learned.NOTHING, 0);

    /** The figures of the strip for a page that has none. */
    SequencedMap<String, String> figures() {
        return told.isEmpty() ? Summary.of(view) : told;
    }

    /** The next view, which every page was told of that has missed no message. */
    Shown told(ClusterView newest, SequencedMap<String, String> figures, Learned more) {
        return new Shown(newest, figures, more, rowsSince);
    }

    /** The next view, of which nobody was told more than that there is one. */
    Shown untold(ClusterView newest) {
        return new Shown(newest, UNTOLD, learned, newest.hasRowsOf(view) ? rowsSince : newest.revision());
    }
}
