package org.corelink.gossip.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.corelink.gossip.benchmark.contestant.Contestant;
import org.corelink.gossip.benchmark.contestant.Outcome;
import org.corelink.gossip.benchmark.contestant.RunningNode;
import org.corelink.gossip.benchmark.contestant.Seat;
import org.corelink.gossip.benchmark.contestant.View;
import org.corelink.gossip.benchmark.contestant.Views;
import org.corelink.gossip.lan.Host;
import org.corelink.gossip.lan.Lan;

/** The nodes of one contestant on one LAN, and what they show of each other. */
final class Cluster implements AutoCloseable {
    /** How long anything may take that has no end of its own: gmond needs 80 s for some things. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Contestant contestant;
    private final Lan lan;
    private final List<Seat> seats = new ArrayList<>();
    private final Views views;
    private final Duration lossTime;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final TreeMap<Integer, RunningNode> nodes = new TreeMap<>();

    private Cluster(Contestant contestant, Lan lan, Duration lossTime) {
        this.contestant = contestant;
        this.lan = lan;
        this.lossTime = lossTime;
        this.views = new Views(lan.hosts().size());
    }

    /** A LAN with so many hosts, on which nothing runs yet. */
    static Cluster create(Contestant contestant, int hosts, Duration lossTime)
            throws IOException, InterruptedException {
        // Relative: the path of a Unix socket has at most 107 bytes.
        Path parent = Files.createDirectories(Path.of("target", "lan"));
        Path directory = Files.createTempDirectory(parent, "bench-");
        Cluster cluster = new Cluster(contestant, Lan.of(hosts), lossTime);
        // Whoever interrupts the benchmark does not want its nodes to go on.
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "close"));
        for (int i = 0; i < hosts; i++) {
            Path own = Files.createDirectory(directory.resolve("n" + i));
            cluster.seats.add(new Seat(i, cluster.lan.hosts(), own));
        }
        try {
            contestant.prepare(directory, cluster.seats);
            cluster.removeFiles();
            return cluster;
        } catch (IOException | IllegalStateException e) {
            cluster.close();
            throw e;
        }
    }

    Contestant contestant() {
        return contestant;
    }

    Lan lan() {
        return lan;
    }

    Views views() {
        return views;
    }

    /** How long a disturbance is to last. */
    Duration lossTime() {
        return lossTime;
    }

    /** Those that run, by index. */
    List<RunningNode> running() {
        return nodes.values().stream().filter(RunningNode::isRunning).toList();
    }

    /** The indices of those that run and whose views are looked at. */
    List<Integer> observers() {
        return running().stream()
                .map(node -> node.seat().index())
                .filter(index -> contestant.isObserver(index, seats.size()))
                .toList();
    }

    /** The same without one. */
    List<Integer> observersBut(Seat seat) {
        return observers().stream().filter(index -> index != seat.index()).toList();
    }

    /** The one at a place, if its view is looked at. */
    List<Integer> observersOf(Seat seat) {
        return observers().stream().filter(index -> index == seat.index()).toList();
    }

    /** The seat of the highest index that is taken. */
    Seat lastTaken() {
        return seats.get(nodes.lastKey());
    }

    /** A place whose node has not started yet. */
    Seat free() {
        return seats.stream()
                .filter(seat -> !nodes.containsKey(seat.index()))
                .findFirst()
                .orElseThrow();
    }

    RunningNode node(Seat seat) {
        RunningNode node = nodes.get(seat.index());
        if (node == null) {
            throw new IllegalStateException("nothing has run at " + seat.name());
        }
        return node;
    }

    /** Starts a node where none runs. */
    RunningNode start(Seat seat) throws IOException {
        views.forget(seat.index());
        RunningNode node = RunningNode.start(contestant, seat, views::accept);
        nodes.put(seat.index(), node);
        return node;
    }

    /** Starts a node on each host but the last few. */
    List<RunningNode> startAllBut(int newcomers) throws IOException {
        List<RunningNode> started = new ArrayList<>();
        for (Seat seat : seats.subList(0, seats.size() - newcomers)) {
            started.add(start(seat));
        }
        return started;
    }

    /** Waits until each observer shows every other node online. */
    Outcome awaitAllKnowAll(long sinceNanos, Duration limit) throws InterruptedException {
        return await(observers(), sinceNanos, allOthersOnline(), limit);
    }

    /** What a view shows where all is well. */
    Predicate<View> allOthersOnline() {
        int others = running().size() - 1;
        return view -> view.online() == others;
    }

    Outcome await(List<Integer> observers, long sinceNanos, Predicate<View> expected, Duration limit)
            throws InterruptedException {
        return views.await(views.expect(observers, sinceNanos, expected), limit);
    }

    /** Ends all disturbances, starts who has ended, and waits until all know all. */
    void calm() throws IOException, InterruptedException {
        lan.calm();
        for (RunningNode node : List.copyOf(nodes.values())) {
            if (!node.isRunning()) {
                start(node.seat());
            }
        }
        Outcome outcome = awaitAllKnowAll(System.nanoTime(), LIMIT);
        if (!outcome.never().isEmpty()) {
            Results.say("not calm: " + outcome.never().size() + " nodes do not see all others after " + LIMIT);
        }
    }

    /** Every host loses this share of what comes in, each by itself. */
    void losePercent(int percent) throws IOException {
        for (Host host : lan.hosts()) {
            host.losePercentOfAll(percent);
        }
    }

    void hearEverything() throws IOException {
        for (Host host : lan.hosts()) {
            host.hearEverything();
        }
    }

    /** Ends all nodes, and removes what they remember. */
    void endAll() throws IOException, InterruptedException {
        for (RunningNode node : nodes.values()) {
            node.kill();
        }
        nodes.clear();
        removeFiles();
    }

    private void removeFiles() throws IOException {
        for (Seat seat : seats) {
            try (Stream<Path> files = Files.list(seat.directory())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Lets time pass. */
    static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    /** The names of those that run. */
    Set<String> names() {
        return Set.copyOf(running().stream().map(node -> node.seat().name()).toList());
    }

    /** Ends all nodes and removes the LAN. The files stay: logs tell why something was missed. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lan.close();
        }
    }
}
