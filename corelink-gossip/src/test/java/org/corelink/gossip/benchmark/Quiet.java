package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.corelink.gossip.benchmark.contestant.Proc;
import org.corelink.gossip.benchmark.contestant.RunningNode;
import org.corelink.gossip.benchmark.report.Distribution;
import org.corelink.gossip.benchmark.report.Figure;
import org.corelink.gossip.benchmark.report.Measurement;
import org.corelink.gossip.lan.Shell;

/** Nothing happens. What does that cost? */
record Quiet() implements Scenario {
    /** What a JVM does at its start must be over, its compilers above all. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final Duration MEASURED = Duration.ofSeconds(60);

    /** Collecting garbage and counting what is left takes a moment for each. */
    private static final int HEAPS = 5;

    private static final Pattern HEAP_TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    /** What one process has used up by a moment. */
    private record Usage(long nanos, Proc.Traffic traffic, long cpuNanos, long gossipNanos) {
        static Usage of(RunningNode node, String threads) throws IOException {
            return new Usage(
                    System.nanoTime(),
                    Proc.traffic(node.pid()),
                    Proc.cpuNanos(node.pid(), ""),
                    Proc.cpuNanos(node.pid(), threads));
        }
    }

    /** Something that grows. */
    private interface Quantity {
        double of(Usage usage);
    }

    @Override
    public List<Measurement> play(Cluster cluster) throws IOException, InterruptedException {
        Cluster.pass(SETTLING);
        String threads = cluster.contestant().gossipThreads().orElse("");
        List<RunningNode> nodes = cluster.running();
        long[] machineBefore = Proc.machine();
        List<Usage> before = usages(nodes, threads);
        Cluster.pass(MEASURED);
        List<Usage> after = usages(nodes, threads);
        long[] machineAfter = Proc.machine();
        List<Measurement> all = new ArrayList<>(traffic(before, after));
        all.add(mean(Figure.CPU_PROCESS, before, after, usage -> usage.cpuNanos() / 1e6));
        if (!threads.isEmpty()) {
            all.add(mean(Figure.CPU_GOSSIP, before, after, usage -> usage.gossipNanos() / 1e6));
        }
        double busy = machineAfter[0] - machineBefore[0];
        all.add(Measurement.of(Figure.MACHINE_BUSY, 100 * busy / (machineAfter[1] - machineBefore[1])));
        all.addAll(memory(nodes));
        if (cluster.contestant().isJvm()) {
            all.add(liveHeap(nodes));
        }
        return all;
    }

    private static List<Usage> usages(List<RunningNode> nodes, String threads) throws IOException {
        List<Usage> usages = new ArrayList<>();
        for (RunningNode node : nodes) {
            usages.add(Usage.of(node, threads));
        }
        return usages;
    }

    private static List<Measurement> traffic(List<Usage> before, List<Usage> after) {
        return List.of(
                mean(
                        Figure.RECEIVED_BYTES,
                        before,
                        after,
                        usage -> usage.traffic().receivedBytes()),
                mean(Figure.SENT_BYTES, before, after, usage -> usage.traffic().sentBytes()),
                mean(
                        Figure.RECEIVED_PACKETS,
                        before,
                        after,
                        usage -> usage.traffic().receivedFrames()),
                mean(
                        Figure.SENT_PACKETS,
                        before,
                        after,
                        usage -> usage.traffic().sentFrames()));
    }

    /** By how much it grows in a second, at the average node. */
    private static Measurement mean(Figure figure, List<Usage> before, List<Usage> after, Quantity quantity) {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            double grown = quantity.of(after.get(i)) - quantity.of(before.get(i));
            rates.add(grown * 1e9 / (after.get(i).nanos() - before.get(i).nanos()));
        }
        return Measurement.of(figure, Distribution.of(rates).mean());
    }

    private static List<Measurement> memory(List<RunningNode> nodes) throws IOException {
        List<Double> resident = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (RunningNode node : nodes) {
            resident.add(mebibytes(Proc.rss(node.pid())));
            shares.add(mebibytes(Proc.pss(node.pid())));
        }
        return List.of(
                Measurement.of(Figure.RSS, Distribution.of(resident).mean()),
                Measurement.of(Figure.PSS, Distribution.of(shares).mean()));
    }

    /** After a collection, at some of the nodes. */
    private static Measurement liveHeap(List<RunningNode> nodes) throws IOException {
        List<Double> heaps = new ArrayList<>();
        for (RunningNode node : nodes.subList(0, Math.min(HEAPS, nodes.size()))) {
            String jcmd = System.getProperty("java.home") + "/bin/jcmd";
            String histogram = Shell.run(jcmd, String.valueOf(node.pid()), "GC.class_histogram");
            MatchResult total =
                    HEAP_TOTAL.matcher(histogram).results().findFirst().orElseThrow();
            heaps.add(mebibytes(Long.parseLong(total.group(1))));
        }
        return Measurement.of(Figure.LIVE_HEAP, Distribution.of(heaps).mean());
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
