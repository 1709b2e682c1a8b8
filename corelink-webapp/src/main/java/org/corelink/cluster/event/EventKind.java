package org.corelink.cluster.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing has happened. */
public enum EventKind {
    /** A machine was heard for the first time, or again after it was forgotten. */
    JOINED,
    /** It said goodbye. */
    LEFT,
    /** Signs of life are missing. */
    SUSPECT,
    /** It is confirmed as down; the reason is the evidence. */
    DOWN,
    /** It has been silent for the stale time, and nobody knows why. */
    STALE,
    /** It is alive after it was suspect, down or stale. */
    RETURNED,
    /** It runs anew. */
    RESTARTED,
    /** It has been silent for so long that it is forgotten. */
    REMOVED,
    /** It has another name than before. */
    RENAMED,
    /** Another machine has the same name. */
    NAME_CONFLICT,
    /** From now on it is known by the sealed format. */
    VERIFIED,
    /** This machine has objected to being held for silent. */
    REFUTED,
    /** Something limits how well this machine can tell who is there. */
    LIMITED,
    /** It does so no longer. */
    UNLIMITED,
    /** Somebody sends under another key than this machine. */
    KEY_ROTATED,
    /** GPUs have stopped to work. */
    GPU_LOST,
    /** They work again. */
    GPU_BACK,
    /** The driver gives out an error number (XID) of a GPU, other than the last. */
    GPU_ERROR,
    /** A machine's clock is far from NTP time. */
    CLOCK_OFF,
    /** It is near again. */
    CLOCK_RIGHT,
    /** Datagrams came that changed nothing, for a reason that needs a look. */
    DATAGRAMS_REJECTED;

    /** The kind of that word; empty if there is none. */
    public static Optional<EventKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Its word in interfaces and URLs, for example {@code "gpu-lost"}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
