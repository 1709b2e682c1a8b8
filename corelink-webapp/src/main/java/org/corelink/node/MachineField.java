package org.corelink.node;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A value of the whole machine; left out where it is unknown.
 *
 * @param value null where unknown
 */
record MachineField<T>(String name, int key, Home home, ValueForm<T> form, Of<Told, T> value) implements WireField<T> {
    @Override
    public void write(Told told, FieldNames names, JsonGenerator out) {
        T known = value.get(told);
        T fitted = known == null ? null : form.fit().apply(known);
        if (fitted == null) {
            return;
        }
        names.write(out, this);
        form.writer().write(out, fitted);
    }

    @Override
    public void read(PayloadParser in, StateDraft draft) throws RefusedException {
        draft.put(this, form.reader().read(in, name));
    }

    /** What came; null if nothing did. */
    @Nullable
    T in(StateDraft draft) {
        return draft.value(this);
    }
}
