package org.corelink.push;

import java.util.Arrays;
import java.util.List;
import org.corelink.cluster.Column;

/** The columns in the order in which messages have them: first those that tell of machines, then those of rows. */
final class LiveColumns {
    /** Told once for each machine. */
    static final List<Column> OF_NODES =
            Arrays.stream(Column.values()).filter(Column::perNode).toList();

    /** Told for each row. */
    static final List<Column> OF_ROWS =
            Arrays.stream(Column.values()).filter(column -> !column.perNode()).toList();

    private LiveColumns() {}
}
