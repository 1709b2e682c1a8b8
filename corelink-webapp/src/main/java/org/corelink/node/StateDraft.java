package org.corelink.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one payload as they come in. */
final class StateDraft {
    private final Map<WireField<?>, Object> values = new HashMap<>();
    private final Map<GpuColumn<?>, List<? extends @Nullable Object>> columns = new HashMap<>();
    private List<Integer> gpus = new ArrayList<>();
    private int unknownFields;

    <T> void put(MachineField<T> field, T value) {
        values.put(field, value);
    }

    <T> void put(GpuColumn<T> column, List<@Nullable T> cells) {
        columns.put(column, cells);
    }

    /** Indexes of the GPUs, in the order of all columns. */
    void putGpus(List<Integer> indexes) {
        gpus = indexes;
    }

    /** A field that this version does not know. */
    void ignoreField() {
        unknownFields++;
    }

    List<Integer> gpus() {
        return gpus;
    }

    int unknownFields() {
        return unknownFields;
    }

    /** Checks that each column has one element, or one for each GPU. */
    void check() throws RefusedException {
        for (var column : columns.entrySet()) {
            int size = column.getValue().size();
            RefusedException.unless(
                    size == 1 || size == gpus.size(), column.getKey().name() + " is not one value for each GPU");
        }
    }

    /** The value of a field; null if it did not come. */
    @SuppressWarnings("unchecked") // Only put() puts it there.
    <T> @Nullable T value(MachineField<T> field) {
        return (@Nullable T) values.get(field);
    }

    /** The value of the GPU with that index; null if it did not come, or there is no such GPU. */
    @SuppressWarnings("unchecked") // Only put() puts it there.
    <T> @Nullable T value(GpuColumn<T> column, int index) {
        List<? extends @Nullable Object> cells = columns.get(column);
        int place = gpus.indexOf(index);
        if (cells == null || place < 0) {
            return null;
        }
        return (@Nullable T) cells.get(cells.size() == 1 ? 0 : place);
    }
}
