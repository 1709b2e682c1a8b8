package org.corelink.gossip.benchmark.report;

/** Something that the benchmark measures: the rows of its table, in their order. */
public enum Figure {
    START("all start at once: the last exec → all know all", Unit.SECONDS),
    START_SPAN("… the first exec → the last", Unit.SECONDS),
    JOIN_SEEN("one joins: exec → seen by all", Unit.SECONDS),
    JOIN_FULL("… its own view is full", Unit.SECONDS),
    JOIN_SEEN_AFTER_PACKET("… its first datagram → seen by all", Unit.SECONDS),
    JOIN_FULL_AFTER_PACKET("… its first datagram → its own view is full", Unit.SECONDS),
    LOSSY_JOIN_SEEN("one joins at 25 % loss: exec → seen by all", Unit.SECONDS),
    LOSSY_JOIN_FULL("… its own view is full", Unit.SECONDS),
    CRASH_MEDIAN("process killed → down at half of the others", Unit.SECONDS),
    CRASH_LAST("process killed → down at all", Unit.SECONDS),
    RESTART_AFTER_EXEC("restart after 3 s: exec → fresh at all", Unit.SECONDS),
    RESTART_AFTER_PACKET("… its first datagram → fresh at all", Unit.SECONDS),
    UNPLUG_MEDIAN("host unplugged → down at half of the others", Unit.SECONDS),
    UNPLUG_LAST("host unplugged → down at all", Unit.SECONDS),
    REPLUG_LAST("… plugged in again → online at all", Unit.SECONDS),
    LOSSY_UNPLUG_LAST("host unplugged at 25 % loss → down at all", Unit.SECONDS),
    LOSSY_REPLUG_LAST("… plugged in again → online at all", Unit.SECONDS),
    FALSE_DOWN_10("false “down” at 10 % loss", Unit.TIMES),
    SUSPICIONS_10("… suspicions", Unit.TIMES),
    FALSE_DOWN_25("false “down” at 25 % loss", Unit.TIMES),
    SUSPICIONS_25("… suspicions", Unit.TIMES),
    FALSE_DOWN_40("false “down” at 40 % loss", Unit.TIMES),
    SUSPICIONS_40("… suspicions", Unit.TIMES),
    PAUSE_ABOUT_IT("one paused 3 s of 10: false “down” about it", Unit.TIMES),
    PAUSE_ABOUT_OTHERS("… false “down” about others", Unit.TIMES),
    PARTITION_NOTICED("partition → the other half is down at all", Unit.SECONDS),
    PARTITION_HEALED("partition of 90 s healed → all agree", Unit.SECONDS),
    RECEIVED_BYTES("quiet: received by a node", Unit.BYTES_A_SECOND),
    SENT_BYTES("… sent by a node", Unit.BYTES_A_SECOND),
    RECEIVED_PACKETS("… frames received by a node", Unit.PACKETS_A_SECOND),
    SENT_PACKETS("… frames sent by a node", Unit.PACKETS_A_SECOND),
    CPU_PROCESS("… CPU of a node, whole process", Unit.CPU_MILLIS_A_SECOND),
    CPU_GOSSIP("… of that, its gossip thread", Unit.CPU_MILLIS_A_SECOND),
    RSS("… resident memory of a node (RSS)", Unit.MEBIBYTES),
    PSS("… of that, its share (PSS)", Unit.MEBIBYTES),
    LIVE_HEAP("… live objects in its heap", Unit.MEBIBYTES),
    MACHINE_BUSY("… processors of the machine in use", Unit.PERCENT);

    private final String words;
    private final Unit unit;

    Figure(String words, Unit unit) {
        this.words = words;
        this.unit = unit;
    }

    /** For the table. */
    String words() {
        return words;
    }

    Unit unit() {
        return unit;
    }
}
