package org.corelink.gossip.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.corelink.gossip.Mode;
import org.corelink.gossip.benchmark.contestant.Contestant;
import org.corelink.gossip.benchmark.contestant.CoreLinkNodes;
import org.corelink.gossip.benchmark.contestant.GangliaDaemons;
import org.corelink.gossip.benchmark.contestant.JGroupsMembers;
import org.corelink.gossip.benchmark.contestant.SerfAgents;

/**
 * The command line.
 *
 * @param sizes numbers of nodes
 * @param contestants who is measured; each is made only when it is its turn
 * @param scenarios what is done to each cluster, in order
 * @param lossTime how long datagrams are lost, and how long a node is paused now and then
 * @param repeat how often nodes crash, restart and are unplugged
 */
record Options(
        List<Integer> sizes,
        List<Supplier<Contestant>> contestants,
        List<Scenario> scenarios,
        Duration lossTime,
        int repeat) {
    static final String USAGE = "usage: [N...] [--format open|sealed|mixed]... [--peer serf|gmond|jgroups]..."
            + " [--do " + String.join(",", Scenario.ALL.keySet()) + "] [--loss-seconds 120] [--repeat 1]";

    private static final int FEWEST = 6;
    private static final int MOST = 254;

    /** Takes its copies. */
    Options {
        sizes = List.copyOf(sizes);
        contestants = List.copyOf(contestants);
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Reads it. Without a number there are 16 nodes; without a format or peer both formats are measured; without
     * scenarios, all.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Options parse(String... arguments) {
        List<Integer> sizes = new ArrayList<>();
        List<Supplier<Contestant>> contestants = new ArrayList<>();
        List<Scenario> scenarios = new ArrayList<>();
        int lossSeconds = 120;
        int repeat = 1;
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            String word = words.pop();
            if (!word.startsWith("--")) {
                sizes.add(number(word, FEWEST, MOST));
                continue;
            }
            if (words.isEmpty()) {
                throw new IllegalArgumentException(word + " needs a value");
            }
            String value = words.pop();
            switch (word) {
                case "--format" -> contestants.add(format(value));
                case "--peer" -> contestants.add(peer(value));
                case "--do" -> scenarios.addAll(scenarios(value));
                case "--loss-seconds" -> lossSeconds = number(value, 1, 86_400);
                case "--repeat" -> repeat = number(value, 1, 1_000);
                default -> throw new IllegalArgumentException("unknown option " + word);
            }
        }
        return new Options(
                sizes.isEmpty() ? List.of(16) : sizes,
                contestants.isEmpty() ? List.of(format("open"), format("sealed")) : contestants,
                scenarios.isEmpty() ? List.copyOf(Scenario.ALL.values()) : scenarios,
                Duration.ofSeconds(lossSeconds),
                repeat);
    }

    private static int number(String text, int lowest, int highest) {
        String bounds = "must be " + lowest + " to " + highest + ", is " + text;
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(bounds, e);
        }
        throw new IllegalArgumentException(bounds);
    }

    private static Supplier<Contestant> format(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(word))
                .<Supplier<Contestant>>map(mode -> () -> new CoreLinkNodes(mode))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--format must be open, sealed or mixed, is " + word));
    }

    private static Supplier<Contestant> peer(String word) {
        return switch (word) {
            case "serf" -> SerfAgents::new;
            case "gmond" -> GangliaDaemons::new;
            case "jgroups" -> JGroupsMembers::new;
            default -> throw new IllegalArgumentException("--peer must be serf, gmond or jgroups, is " + word);
        };
    }

    private static List<Scenario> scenarios(String words) {
        List<Scenario> scenarios = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            Scenario scenario = Scenario.ALL.get(word);
            if (scenario == null) {
                throw new IllegalArgumentException("--do knows " + Scenario.ALL.keySet() + ", not " + word);
            }
            scenarios.add(scenario);
        }
        return scenarios;
    }
}
