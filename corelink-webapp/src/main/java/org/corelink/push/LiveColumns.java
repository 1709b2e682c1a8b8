package org.corelink.push;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corelink.cluster.Column;
import org.jspecify.annotations.Nullable;

/** The columns in the order in which messages have them: first those that tell of machines, then those of rows. */
final class LiveColumns {
    /** Told once for each machine. */
    static final List<Column> OF_NODES =
            Arrays.stream(Column.values()).filter(Column::perNode).toList();

    /** Told for each row. */
    static final List<Column> OF_ROWS =
            Arrays.stream(Column.values()).filter(column -> !column.perNode()).toList();

    /** All of them. */
    static final List<Column> ALL =
            Stream.concat(OF_NODES.stream(), OF_ROWS.stream()).toList();

    /** In its cell a GPU without work shows 0. */
    static final Column WORK = Column.UTILIZATION;

    /**
     * What lets one expect what: a column goes along with another of the same line, further left. A wrong entry would cost
     * bytes, nothing else.
     */
    static final Map<Column, Leader> LEADERS = Map.of(
            Column.RAM, new Leader(Column.CPU, 0),
            Column.MEMORY, new Leader(WORK, 0),
            Column.POWER, new Leader(WORK, 0),
            Column.FAN, new Leader(Column.TEMPERATURE, 0),
            Column.CLOCK, new Leader(WORK, 0),
            Column.PCIE, new Leader(WORK, 0),
            Column.MEMORY_FREE, new Leader(Column.MEMORY, -1),
            Column.PERFORMANCE_STATE, new Leader(WORK, 0),
            Column.THROTTLE, new Leader(WORK, 0));

    /**
     * What leads a column.
     *
     * @param factor by how much it moves for each step of the leader; 0 if that is not known
     */
    record Leader(Column column, int factor) {}

    private LiveColumns() {}

    /** What leads the column at that place of {@link #ALL}; null if nothing does. */
    static @Nullable Leader leader(int column) {
        return column < ALL.size() ? LEADERS.get(ALL.get(column)) : null;
    }
}
