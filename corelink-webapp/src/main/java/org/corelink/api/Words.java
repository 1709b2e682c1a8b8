package org.corelink.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words that stand for constants in interfaces: {@code "exclusive-process"}. */
public final class Words {
    private Words() {}

    /** The word for a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word for a constant; null for none. */
    static @Nullable String ofKnown(@Nullable Enum<?> constant) {
        return constant == null ? null : of(constant);
    }
}
