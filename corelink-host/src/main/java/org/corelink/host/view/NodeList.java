package org.corelink.host.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.corelink.cluster.query.RowSelection;
import org.jline.utils.AttributedString;

/** The cluster as one table, to print. */
public final class NodeList {
    private NodeList() {}

    /**
     * Lines to print, in the colours of ANSI if they are wanted.
     *
     * @param width of the terminal; empty if it goes elsewhere, where every column is as wide as it is
     * @throws ConsoleException if the console does not tell
     */
    public static List<String> of(ClusterSource source, RowSelection selection, OptionalInt width, boolean colours)
            throws ConsoleException, InterruptedException {
        Listing listing = source.listing(selection);
        ClusterTable.Look look = new ClusterTable.Look(colours, true);
        List<Entry> entries = listing.entries();
        ClusterTable table = width.isPresent()
                ? ClusterTable.of(selection, entries, width.getAsInt(), look)
                : ClusterTable.unbounded(selection, entries, look);
        List<AttributedString> lines = new ArrayList<>();
        lines.add(table.head(selection.sort()));
        lines.addAll(table.rows(entries));
        List<String> printed = new ArrayList<>(lines.stream()
                .map(line -> (colours ? line.toAnsi() : line.toString()).stripTrailing())
                .toList());
        printed.addAll(Remarks.below(listing, table.layout()));
        return printed;
    }
}
