package org.corelink.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.corelink.gpu.Gpu;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A value of each GPU: an array with one element a GPU, in the order of the payload's GPUs, null where unknown. If all
 * are the same it has one element; if all are unknown it is left out.
 *
 * @param value null where unknown
 */
record GpuColumn<T>(String name, int key, Home home, ValueForm<T> form, Of<Gpu, T> value) implements WireField<T> {
    @Override
    public void write(Told told, FieldNames names, JsonGenerator out) {
        List<@Nullable T> values = new ArrayList<>();
        told.state().gpus().forEach(gpu -> values.add(fitted(value.get(gpu))));
        if (values.stream().allMatch(each -> each == null)) {
            return;
        }
        boolean same = new HashSet<>(values).size() == 1;
        List<@Nullable T> cells = same ? values.subList(0, 1) : values;
        names.write(out, this);
        out.writeStartArray(cells, cells.size());
        for (T each : cells) {
            if (each == null) {
                out.writeNull();
            } else {
                form.writer().write(out, each);
            }
        }
        out.writeEndArray();
    }

    private @Nullable T fitted(@Nullable T known) {
        return known == null ? null : form.fit().apply(known);
    }

    @Override
    public void read(PayloadParser in, StateDraft draft) throws RefusedException {
        List<@Nullable T> values = new ArrayList<>();
        in.array(name, () -> {
            RefusedException.unless(values.size() < StateBounds.MAX_GPUS, name + " has too many elements");
            values.add(in.isNull() ? null : form.reader().read(in, name));
        });
        RefusedException.unless(!values.isEmpty(), name + " is empty");
        draft.put(this, values);
    }
}
