package org.corelink.server.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something that is measured: the rows of the table, in their order. A target is never to be exceeded. */
enum Figure {
    START_CPU("start → first 200: CPU", "s", 2.3, 2),
    START_WALL("… wall", "s", 2.0, 2),
    SIGN_IN("right sign-in → first page, beyond what PAM takes when asked alone", "ms", 100, 0),
    SIGN_IN_PAM("… PAM", "ms", 0, 0),
    OTHERS_MEDIAN("a request beside 16 wrong sign-ins: median", "ms", 50, 0),
    OTHERS_99("… 99 of 100", "ms", 50, 0),
    OTHERS_MOST("… longest", "ms", 0, 0),
    REFUSAL("refused sign-in", "ms", 0, 0),
    REFUSALS_APART("… medians of unknown, wrong, locked and expired apart", "ms", 50, 1),
    COLD_BYTES("sign-in page, cold console page, all resources and the first snapshot", "kB", 150, 1),
    COLD_REQUESTS("… requests", "", 0, 0),
    WARM_BYTES("warm console page", "kB", 10, 1),
    WARM_REQUESTS("… requests", "", 0, 0),
    USABLE("sign-in → usable table", "ms", 400, 0),
    PUSH_BYTES("push: bytes per client and 3 s, all readings of all GPUs", "B", 2_300, 0),
    PUSH_COUNT("… messages", "", 0, 1),
    CPU_PER_PUSH_1("server CPU per client-push, 1 client", "ms", 0.3, 3),
    CPU_PER_PUSH_10("… 10 clients", "ms", 0.3, 3),
    CPU_PER_PUSH_50("… 50 clients", "ms", 0.3, 3),
    CPU_PER_PUSH_100("… 100 clients", "ms", 0.3, 3),
    CPU_PER_PUSH_200("… 200 clients", "ms", 0.3, 3),
    CPU_MINUTE("server CPU a minute, most clients, all that it does", "s", 3, 2),
    LATENCY_MIN("datagram → DOM: least", "ms", 0, 0),
    LATENCY_MEDIAN("… median", "ms", 170, 0),
    LATENCY_MAX("… most", "ms", 450, 0),
    MAIN_THREAD("browser: main thread per push", "ms", 26, 2),
    MAIN_THREAD_TICK("… per 3 s", "ms", 0, 1),
    MAP_MAIN_THREAD("… per push, map", "ms", 26, 2),
    RSS_IDLE("RSS, nobody watching", "MiB", 160, 0),
    RSS_200("RSS, most clients", "MiB", 180, 0),
    MEMORY_PER_CLIENT("… per client", "kiB", 0, 0);

    private final String words;
    private final String unit;
    private final double target;
    private final int decimals;

    Figure(String words, String unit, double target, int decimals) {
        this.words = words;
        this.unit = unit;
        this.target = target;
        this.decimals = decimals;
    }

    /** The figure of that many clients; empty if there is none. */
    static Optional<Figure> cpuPerPush(int clients) {
        return Arrays.stream(values())
                .filter(figure -> figure.name().equals("CPU_PER_PUSH_" + clients))
                .findFirst();
    }

    /** A line of the table. */
    String line(double value) {
        String verdict = target == 0 ? "" : value <= target ? " met" : " **missed**";
        String goal = target == 0 ? "" : "≤ " + written(target);
        return "| " + words + " | " + goal + " | " + written(value) + verdict + " |";
    }

    private String written(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value) + (unit.isEmpty() ? "" : " " + unit);
    }
}
