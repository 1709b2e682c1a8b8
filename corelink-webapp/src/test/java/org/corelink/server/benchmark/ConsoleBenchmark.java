package org.corelink.server.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.corelink.gossip.GossipConfig;
import org.corelink.server.ConsoleClient;
import org.corelink.server.ConsoleSnapshot;
import org.corelink.server.LoopbackNeighbour;
import org.corelink.server.SimulatedNeighbours;
import org.corelink.server.TestAccount;
import org.corelink.server.TestCertificate;
import org.corelink.server.TestConsole;
import org.openqa.selenium.OutputType;

/**
 * Starts the production server and, in this process, 253 machines of 8 GPUs that it hears, and one that is timed; opens pages with and without a
 * browser; and prints the table. Needs root, for the Linux account that signs in.
 */
final class ConsoleBenchmark {
    /** The timed one is one more: a console knows no more than {@link GossipConfig#DEFAULT_MAX_MEMBERS} others. */
    private static final int MACHINES = GossipConfig.DEFAULT_MAX_MEMBERS - 1;

    private static final int TICK_SECONDS = 3;
    private static final int USAGE = 2;

    /** First in the table. */
    private static final String TIMED = "a-timed";

    private final Options options;
    private final Path war;
    private final Path folder;
    private final Results results = new Results();

    private ConsoleBenchmark(Options options, Path war) throws IOException {
        this.options = options;
        this.war = war;
        folder = Files.createTempDirectory("corelink-benchmark");
    }

    /** The first argument is the exploded WAR. Exit code 2 if the command line makes no sense. */
    @SuppressWarnings("SystemOut") // A command: the table is its output.
    public static void main(String[] arguments) throws Exception {
        try {
            List<String> words = List.of(arguments);
            Options options = Options.parse(words.subList(1, words.size()).toArray(String[]::new));
            ConsoleBenchmark benchmark = new ConsoleBenchmark(options, Path.of(words.getFirst()));
            benchmark.run();
            System.out.print(benchmark.results.markdown());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; " + Options.USAGE);
            System.exit(USAGE);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        try (TestAccount account = TestAccount.create("corelink-bench")) {
            start();
            try (TestConsole console = new TestConsole()) {
                int port = console.start(folder, war, Map.of());
                String address = "https://localhost:" + port + "/";
                ProcStat server = new ProcStat(console.process().pid());
                try (ConsoleClient client = new ConsoleClient(URI.create(address))) {
                    new SignInTimes(URI.create(address), results).measure(account);
                    // Before the machines are there, whose start keeps the processors busy.
                    client.signIn(account.name(), account.password());
                    measure(address, account, client, server);
                }
            }
        }
    }

    private void measure(String address, TestAccount account, ConsoleClient client, ProcStat server) throws Exception {
        try (SimulatedNeighbours _ = SimulatedNeighbours.start(MACHINES)) {
            awaitMachines(client);
            push(client, server);
            browse(address, account);
        }
    }

    /** The best of several starts: disturbances only make it worse. */
    private void start() throws IOException, InterruptedException {
        double cpu = Double.MAX_VALUE;
        double wall = Double.MAX_VALUE;
        for (int i = 0; i < options.starts(); i++) {
            try (TestConsole console = new TestConsole()) {
                long before = System.nanoTime();
                int port = console.start(folder, war, Map.of());
                try (ConsoleClient client = new ConsoleClient(URI.create("https://localhost:" + port + "/"))) {
                    client.get("sign-in.xhtml");
                }
                wall = Math.min(wall, (System.nanoTime() - before) / 1e9);
                cpu = Math.min(cpu, new ProcStat(console.process().pid()).cpuSeconds());
            }
        }
        results.add(Figure.START_CPU, cpu);
        results.add(Figure.START_WALL, wall);
    }

    private static void awaitMachines(ConsoleClient client) throws IOException, InterruptedException {
        int known = 0;
        while (known < MACHINES + 1) {
            TimeUnit.SECONDS.sleep(1);
            known = ConsoleSnapshot.parse(client.get("live/snapshot").body())
                    .nodes()
                    .size();
        }
        // What is started is compiled, and what is compiled is measured.
        TimeUnit.SECONDS.sleep(20);
    }

    private void push(ConsoleClient client, ProcStat server) throws IOException, InterruptedException {
        double idle = cpuOf(server);
        double resident = server.residentMiB();
        results.add(Figure.RSS_IDLE, resident);
        for (int count : options.clients()) {
            try (PushClients clients = PushClients.open(client, count)) {
                TimeUnit.SECONDS.sleep(5);
                long messages = clients.messages();
                long bytes = clients.bytes();
                double cpu = cpuOf(server);
                long pushes = clients.messages() - messages;
                results.add(Figure.cpuPerPush(count).orElseThrow(), 1_000 * Math.max(0, cpu - idle) / pushes);
                double ticks = options.seconds() / (double) TICK_SECONDS;
                if (count == options.clients().getLast()) {
                    results.add(Figure.PUSH_BYTES, (clients.bytes() - bytes) / (count * ticks));
                    results.add(Figure.PUSH_COUNT, pushes / (count * ticks));
                    results.add(Figure.CPU_MINUTE, 60 * cpu / options.seconds());
                    results.add(Figure.RSS_200, server.residentMiB());
                    results.add(Figure.MEMORY_PER_CLIENT, 1_024 * (server.residentMiB() - resident) / count);
                }
            }
            TimeUnit.SECONDS.sleep(3);
        }
    }

    /** CPU seconds that it takes while it is measured. */
    private double cpuOf(ProcStat server) throws IOException, InterruptedException {
        double before = server.cpuSeconds();
        TimeUnit.SECONDS.sleep(options.seconds());
        return server.cpuSeconds() - before;
    }

    private void browse(String address, TestAccount account) throws IOException, InterruptedException {
        TestCertificate certificate = new TestCertificate(folder.resolve("node.crt"), folder.resolve("node.key"));
        try (Chromium browser = new Chromium(address, certificate)) {
            // What the sign-in page fetches ahead counts too.
            browser.open("");
            double usable = browser.signIn(account);
            browser.awaitLive();
            traffic(browser, Figure.COLD_REQUESTS, Figure.COLD_BYTES);
            browser.open("");
            browser.awaitLive();
            traffic(browser, Figure.WARM_REQUESTS, Figure.WARM_BYTES);
            results.add(Figure.USABLE, usable);
            latency(browser);
            double millis = mainThread(browser, Figure.MAIN_THREAD);
            results.add(Figure.MAIN_THREAD_TICK, millis * TICK_SECONDS / options.seconds());
            picture(browser, "console-benchmark-table.png");
            browser.open("?view=map");
            browser.awaitLive();
            mainThread(browser, Figure.MAP_MAIN_THREAD);
            picture(browser, "console-benchmark-map.png");
        }
    }

    private void traffic(Chromium browser, Figure requests, Figure kilobytes) throws InterruptedException {
        TimeUnit.SECONDS.sleep(2);
        Chromium.Traffic traffic = browser.traffic();
        results.add(requests, traffic.requests());
        results.add(kilobytes, traffic.bytes() / 1_000);
    }

    /** Both ends share one clock. */
    private void latency(Chromium browser) throws IOException, InterruptedException {
        LoopbackNeighbour.say(TIMED, 1, 50);
        browser.await("the timed machine", () -> browser.number(watch()) == 1);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < options.samples(); i++) {
            // Not in step with anything.
            TimeUnit.MILLISECONDS.sleep(1_000 + (i * 379) % 500);
            int utilization = 10 + i % 80;
            double sent = System.currentTimeMillis();
            LoopbackNeighbour.say(TIMED, 1, utilization);
            String seen = "window.seen['" + utilization + " %']";
            browser.await("the change", () -> browser.number("return " + seen + " ? 1 : 0") == 1);
            millis.add(browser.number("return " + seen) - sent);
        }
        millis.sort(null);
        results.add(Figure.LATENCY_MIN, millis.getFirst());
        results.add(Figure.LATENCY_MEDIAN, millis.get(millis.size() / 2));
        results.add(Figure.LATENCY_MAX, millis.getLast());
    }

    /** Notes when which text came to stand in the timed cell; 1 if the cell is there. */
    private static String watch() {
        return """
            const row = [...document.querySelectorAll('tbody tr')].find((tr) => tr.textContent.includes('%s'));
            if (!row) return 0;
            const cell = row.querySelector('[data-cell="util"]');
            window.seen = {};
            new MutationObserver(() => { window.seen[cell.textContent] = Date.now(); })
                .observe(cell, { childList: true, characterData: true, subtree: true });
            return 1;
            """.formatted(TIMED);
    }

    /** Of the messages that this browser gets: how many those are depends on how many pages are open. */
    private double mainThread(Chromium browser, Figure figure) throws InterruptedException {
        browser.number(
                "window.shown = 0; document.addEventListener('corelink:shown', () => { window.shown += 1; }); return"
                        + " 0");
        TimeUnit.SECONDS.sleep(3);
        double shown = browser.number("return window.shown");
        double before = browser.mainThreadMillis();
        TimeUnit.SECONDS.sleep(options.seconds());
        double millis = browser.mainThreadMillis() - before;
        results.add(figure, millis / Math.max(1, browser.number("return window.shown") - shown));
        return millis;
    }

    private static void picture(Chromium browser, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(pictures.resolve(name), browser.driver().getScreenshotAs(OutputType.BYTES));
    }
}
