package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Who sees whom, looked at all the time. */
final class Sight implements AutoCloseable {
    private final List<ServedMachine> machines;
    private final Set<String> names;
    private final Map<String, Long> seenNanos = new ConcurrentHashMap<>();
    private final Map<String, Duration> longest = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean isOver;

    Sight(List<ServedMachine> machines) {
        this.machines = machines;
        this.names = machines.stream().map(ServedMachine::name).collect(Collectors.toSet());
        long now = System.nanoTime();
        for (ServedMachine from : machines) {
            names.forEach(to -> seenNanos.put(from.name() + " sees " + to, now));
        }
        machines.forEach(machine -> threads.execute(() -> look(machine)));
    }

    private void look(ServedMachine from) {
        while (!isOver) {
            Set<String> online = from.online();
            long now = System.nanoTime();
            for (String to : names) {
                String sight = from.name() + " sees " + to;
                Duration gap = Duration.ofNanos(now - seenNanos.getOrDefault(sight, now));
                longest.merge(sight, gap, (a, b) -> a.compareTo(b) > 0 ? a : b);
                // A console that is just being started anew sees nobody, and that is no loss of sight.
                if (online.isEmpty() || online.contains(to)) {
                    seenNanos.put(sight, now);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void neverLongerLostThan(Duration limit) {
        assertThat(longest)
                .hasSize(machines.size() * names.size())
                .allSatisfy((sight, gap) -> assertThat(gap).as(sight).isLessThan(limit));
    }

    @Override
    public void close() {
        isOver = true;
        threads.close();
    }
}
