package org.corelink.node;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One field of a payload, the same in both formats but for its name. */
sealed interface WireField<T> permits MachineField, GpuColumn {
    /** Its name in the open format. */
    String name();

    /** Its key in the sealed format, never used for anything else. */
    int key();

    /** Where it travels in the sealed format. */
    Home home();

    /** Its values. */
    ValueForm<T> form();

    /** Writes name and value; nothing where the value is unknown. */
    void write(Told told, FieldNames names, JsonGenerator out);

    /** Reads the value that the parser stands on. */
    void read(PayloadParser in, StateDraft draft) throws RefusedException;

    /** Writes the name of a field. */
    @FunctionalInterface
    interface FieldNames {
        /** By name. */
        FieldNames OPEN = (out, field) -> out.writeName(field.name());

        /** By key. */
        FieldNames SEALED = (out, field) -> out.writePropertyId(field.key());

        void write(JsonGenerator out, WireField<?> field);
    }

    /** Takes a value out of what it is told of; null where it is unknown. */
    @FunctionalInterface
    interface Of<S, T> {
        @Nullable
        T get(S source);
    }
}
