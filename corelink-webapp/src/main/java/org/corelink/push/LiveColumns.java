package org.corelink.push;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;
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
            Column.RAM, leader(Column.CPU, 0),
            Column.MEMORY, leader(WORK, 0),
            Column.POWER, leader(WORK, 0),
            Column.FAN, leader(Column.TEMPERATURE, 0),
            Column.CLOCK, leader(WORK, 0),
            Column.PCIE, leader(WORK, 0),
            Column.MEMORY_FREE, leader(Column.MEMORY, -1),
            Column.PERFORMANCE_STATE, leader(WORK, 0),
            Column.THROTTLE, leader(WORK, 0));

    /** By place; looked up for each cell that differs. */
    private static final List<Optional<Leader>> BY_PLACE =
            ALL.stream().map(LEADERS::get).map(Optional::ofNullable).toList();

    /**
     * What leads a column.
     *
     * @param place of the column that leads, in {@link #ALL}
     * @param factor by how much it moves for each step of the leader; 0 if that is not known
     */
    record Leader(Column column, int place, int factor) {}

    private LiveColumns() {}

    private static Leader leader(Column column, int factor) {
        return new Leader(column, ALL.indexOf(column), factor);
    }

    /** What leads the column at that place of {@link #ALL}; null if nothing does. */
    static @Nullable Leader leader(int column) {
        return column < BY_PLACE.size() ? BY_PLACE.get(column).orElse(null) : null;
    }

    /** Whether the cell of {@link #WORK} shows 0. */
    static boolean isIdle(Row row) {
        Integer percent = row.reading().utilizationPercent();
        return percent != null && percent == 0;
    }
}
