package org.corelink.manager;

import java.util.Optional;
import java.util.SequencedMap;

/** The part of the server that is its process. Any thread. */
public interface ProcessControl {
    /** Versions and names, by what they are of, in order. */
    SequencedMap<String, String> about();

    /** Figures of this moment, by name with unit, in order; one that is unknown is absent. */
    SequencedMap<String, Long> figures();

    /** What the JVM tells of itself, many lines. */
    String virtualMachine();

    /** Where every platform thread is, many lines. */
    String threads();

    /** From which level on a logger writes, by the names of {@link System.Logger.Level}. */
    String level(String logger);

    /**
     * Changes from which level on a logger writes, until the next start.
     *
     * @param level empty for that of its parent
     * @return whether it could be done: only so many loggers can have a level of their own
     */
    boolean setLevel(String logger, Optional<System.Logger.Level> level);
}
