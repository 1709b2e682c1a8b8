package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.corelink.gossip.benchmark.contestant.Contestant;
import org.corelink.gossip.benchmark.contestant.Outcome;
import org.corelink.gossip.benchmark.contestant.RunningNode;
import org.corelink.gossip.benchmark.report.Column;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;
import org.corelink.gossip.benchmark.report.Setting;
import org.corelink.gossip.benchmark.report.Table;

/** Plays the chosen scenarios on a cluster of each contestant and size, and prints the table. */
final class ClusterBenchmark {
    private static final int USAGE = 2;

    private final Options options;
    private final Results results = new Results(Path.of("target", "cluster-benchmark.jsonl"));

    private ClusterBenchmark(Options options) {
        this.options = options;
    }

    /** Exit code 2 if the command line makes no sense. */
    @SuppressWarnings("SystemOut") // A command: the table is its output.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; " + Options.USAGE);
            System.exit(USAGE);
            return;
        }
        System.out.print(new Table(new ClusterBenchmark(options).run()).markdown());
    }

    private List<Column> run() throws IOException, InterruptedException {
        List<Column> columns = new ArrayList<>();
        try (NeighbourTable _ = NeighbourTable.raise()) {
            for (int nodes : options.sizes()) {
                for (Supplier<Contestant> contestant : options.contestants()) {
                    columns.add(run(contestant.get(), nodes));
                }
            }
        }
        return columns;
    }

    private Column run(Contestant contestant, int nodes) throws IOException, InterruptedException {
        String title = contestant.title() + ", N = " + nodes;
        Column column = new Column(title, new Setting(nodes, contestant.kind()));
        Results.say(title + ": building the LAN");
        try (Cluster cluster = Cluster.create(contestant, nodes, options.lossTime())) {
            for (int i = 0; i < options.repeat(); i++) {
                cluster.endAll();
                Results.say(title + ": start");
                take(column, contestant, nodes, start(cluster));
            }
            for (Scenario scenario : options.scenarios()) {
                for (int i = scenario.isRepeatable() ? options.repeat() : 1; i > 0; i--) {
                    cluster.calm();
                    Cluster.pass(Duration.ofSeconds(5));
                    Results.say(title + ": " + scenario);
                    take(column, contestant, nodes, scenario.play(cluster));
                }
            }
        }
        return column;
    }

    private void take(Column column, Contestant contestant, int nodes, List<Measurement> measurements)
            throws IOException {
        column.addAll(measurements);
        results.add(contestant.title(), nodes, measurements);
        measurements.forEach(one -> Results.say("  " + one));
    }

    /** All that are not to join later start at once. */
    private List<Measurement> start(Cluster cluster) throws IOException, InterruptedException {
        int newcomers =
                options.scenarios().stream().mapToInt(Scenario::newcomers).sum();
        List<RunningNode> started = cluster.startAllBut(newcomers);
        long first = started.getFirst().execNanos();
        long last = started.getLast().execNanos();
        Outcome known = cluster.awaitAllKnowAll(last, Cluster.LIMIT);
        return List.of(known.last(Figure.START), Measurement.of(Figure.START_SPAN, (last - first) / 1e9));
    }
}
