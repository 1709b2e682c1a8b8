package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guessing, restarts, and accounts that change, over HTTPS with real Linux accounts. Clients come from all of 127/8. */
class SignInIT {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));
    private static final String POLLING = "long-polling";

    /** The least that a refusal takes. */
    private static final Duration REFUSAL = Duration.ofSeconds(2);

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Map<String, String> environment;
    private static ServerProcess server;
    private static TestAccount anna;

    @BeforeAll
    static void start() throws Exception {
        anna = TestAccount.create("corelink-si");
        environment = TestConsole.environment(folder, TestConsole.installFakeNvidiaSmi(folder), Map.of());
        server = ServerProcess.start(List.of(), WAR, environment);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        anna.close();
    }

    private static URI root() throws Exception {
        return URI.create("https://localhost:" + server.port() + "/");
    }

    /** A client whose address nobody has used before. */
    private static ConsoleClient stranger() throws Exception {
        int number = ADDRESSES.incrementAndGet();
        return ConsoleClient.from("127.9." + number / 250 + "." + (number % 250 + 1), root());
    }

    private static boolean isIn(ConsoleClient client) throws IOException, InterruptedException {
        return client.get("live/snapshot").statusCode() == 200;
    }

    /** Lets an account in by its own group, whatever groups this machine has. */
    private static void admit(String role, TestAccount account) throws IOException {
        Path roles = folder.resolve("data/roles");
        Map<String, String> lines = new TreeMap<>();
        if (Files.exists(roles)) {
            for (String line : Files.readAllLines(roles)) {
                lines.put(line.split(":", 2)[0], line);
            }
        }
        lines.merge(role, role + ": " + account.name(), (before, _) -> before + " " + account.name());
        Path next = Files.write(folder.resolve("roles.next"), lines.values());
        Files.move(next, roles, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ConsoleClient signedIn(TestAccount account) throws Exception {
        admit("viewer", account);
        ConsoleClient client = stranger();
        client.signIn(account.name(), account.password());
        assertThat(isIn(client)).isTrue();
        return client;
    }

    @Test
    void sixthGuessIsTurnedAwayAtOnceAndTheRightPersonComesInFromElsewhere() throws Exception {
        try (TestAccount guessed = TestAccount.create("corelink-sg");
                ConsoleClient guesser = stranger();
                ConsoleClient home = stranger();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> guesses = new ArrayList<>();
            long begun = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                int guess = i;
                guesses.add(threads.submit(() -> guesser.signIn(guessed.name(), "guess-" + guess)));
            }
            for (Future<HttpResponse<String>> guess : guesses) {
                assertThat(guess.get().statusCode()).isEqualTo(200);
            }
            requireNextGuessWaits(guesser, guessed.name().toUpperCase(Locale.ROOT), begun);
            admit("viewer", guessed);
            home.signIn(guessed.name(), guessed.password());
            assertThat(isIn(home)).isTrue();
        }
        assertThat(server.log()).contains("corelink-audit sign-in-failed address=127.9.", "sign-in-throttled");
    }

    /**
     * After five failures. A guess is turned away, unless this machine was so busy that it came after its delay, which is twice as
     * long for each further failure: what was let in must have taken that delay and the time of two refusals.
     *
     * @param begun before the last failure
     */
    private static void requireNextGuessWaits(ConsoleClient guesser, String name, long begun) throws Exception {
        long before = begun;
        for (int delay = 1; delay <= 32; delay *= 2) {
            long sent = System.nanoTime();
            HttpResponse<String> answer = guesser.signIn(name, "guess");
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValueAsLong("retry-after").orElse(0))
                        .isBetween(1L, (long) delay);
                assertThat(answer.body()).contains("Too many attempts");
                return;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("a guess that was let in has waited %s s", delay)
                    .isGreaterThanOrEqualTo(REFUSAL.multipliedBy(2).plusSeconds(delay));
            before = sent;
        }
        throw new AssertionError("no guess was turned away");
    }

    @Test
    void unknownWrongLockedAndExpiredTakeTheSameTime() throws Exception {
        try (TestAccount locked = TestAccount.create("corelink-sl");
                TestAccount expired = TestAccount.create("corelink-se");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            locked.lock();
            expired.expire();
            Map<String, String> passwords = Map.of(
                    "no-such-user-here",
                    "x",
                    anna.name(),
                    "wrong",
                    locked.name(),
                    locked.password(),
                    expired.name(),
                    expired.password());
            // A machine that is busy otherwise may spoil one measurement; a leak shows in each.
            long apart = Long.MAX_VALUE;
            for (int measurement = 0; measurement < 3 && apart > 50; measurement++) {
                apart = Math.min(apart, millisBetweenMedians(passwords, threads));
            }
            assertThat(apart).isLessThanOrEqualTo(50);
        }
    }

    /** Each sends the beginning of a line of the log, as a name, an address or the name of a program. */
    @Test
    void nothingThatAStrangerSendsBecomesALineOfTheLog() throws Exception {
        String line = "2026-11-26T22:47:47Z corelink-audit sign-in address=10.9.9.9 user=\"root\"";
        try (ConsoleClient forger = stranger()) {
            forger.signIn("nobody\r\n" + line, "x\n" + line);
            String escaped = URLEncoder.encode("\r\n" + line, StandardCharsets.UTF_8);
            forger.get("machine.xhtml?id=" + escaped);
            forger.get("assets/" + escaped);
            forger.send(HttpRequest.newBuilder(forger.uri(""))
                    .header("User-Agent", line)
                    .header("X-Forwarded-For", line));
        }
        String log = server.log() + Files.readString(folder.resolve("data/audit.log"));
        assertThat(log).contains("user=\"nobody\\u{d}\\u{a}2026-11-26T22:47:47Z");
        assertThat(log.lines()).noneMatch(each -> each.startsWith(line));
    }

    /** Five refusals of each user; the distance of the fastest median from the slowest. */
    private static long millisBetweenMedians(Map<String, String> passwords, ExecutorService threads) throws Exception {
        Map<String, List<Long>> times = new HashMap<>();
        for (int round = 0; round < 5; round++) {
            Map<String, Future<Long>> attempts = new HashMap<>();
            passwords.forEach(
                    (user, password) -> attempts.put(user, threads.submit(() -> refusalMillis(user, password))));
            for (Map.Entry<String, Future<Long>> attempt : attempts.entrySet()) {
                times.computeIfAbsent(attempt.getKey(), _ -> new ArrayList<>())
                        .add(attempt.getValue().get());
            }
        }
        List<Long> medians = times.values().stream()
                .map(all -> all.stream().sorted().toList().get(2))
                .sorted()
                .toList();
        return medians.getLast() - medians.getFirst();
    }

    private static long refusalMillis(String user, String password) throws Exception {
        try (ConsoleClient client = stranger()) {
            client.get("");
            long start = System.nanoTime();
            HttpResponse<String> answer =
                    client.post("j_security_check", Map.of("j_username", user, "j_password", password));
            assertThat(answer.body()).contains("User name or password is wrong");
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    @Test
    void othersAreServedWhileWrongSignInsPileUp() throws Exception {
        try (ConsoleClient other = signedIn(anna);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ConsoleClient> guessers = new ArrayList<>();
            List<Future<HttpResponse<String>>> guesses = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                ConsoleClient guesser = stranger();
                guesser.get("");
                guessers.add(guesser);
            }
            for (ConsoleClient guesser : guessers) {
                guesses.add(threads.submit(() -> guesser.post(
                        "j_security_check", Map.of("j_username", "no-such-user-here", "j_password", "x"))));
            }
            List<Long> times = new ArrayList<>();
            while (!guesses.stream().allMatch(Future::isDone)) {
                long start = System.nanoTime();
                assertThat(isIn(other)).isTrue();
                times.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
            }
            guessers.forEach(ConsoleClient::close);
            assertThat(times.stream().sorted().toList().get(times.size() / 2))
                    .as("median of %s", times)
                    .isLessThanOrEqualTo(50);
        }
    }

    @Test
    void sessionSurvivesARestartOfTheServerAndSignOutIsForEver() throws Exception {
        try (TestAccount account = TestAccount.create("corelink-sr");
                ConsoleClient stays = signedIn(account);
                ConsoleClient leaves = signedIn(account)) {
            leaves.post("sign-out", Map.of());
            environment.put("CORELINK_PORT", Integer.toString(server.port()));
            server.kill();
            server = ServerProcess.start(List.of(), WAR, environment);
            assertThat(isIn(stays)).isTrue();
            assertThat(stays.get("").body()).contains(account.name());
            assertThat(isIn(leaves)).isFalse();
            server.terminate();
            server = ServerProcess.start(List.of(), WAR, environment);
            assertThat(isIn(stays)).isTrue();
            stays.post("sign-out", Map.of());
            assertThat(isIn(stays)).isFalse();
        }
    }

    @Test
    void lockedExpiredRepasswordedDemotedAndRemovedAreOutWithinAMinute() throws Exception {
        String admin = "";
        try (TestAccount locked = TestAccount.create("corelink-s1");
                TestAccount expired = TestAccount.create("corelink-s2");
                TestAccount repassworded = TestAccount.create("corelink-s3");
                TestAccount demoted = TestAccount.create("corelink-s4");
                TestAccount shellless = TestAccount.create("corelink-s5");
                TestAccount removed = TestAccount.create("corelink-s6");
                ConsoleClient stays = signedIn(anna)) {
            admin = demoted.name() + "-adm";
            Shell.run("groupadd", admin);
            Shell.run("usermod", "--append", "--groups", admin, demoted.name());
            admit("admin", new TestAccount(admin, ""));
            List<ConsoleClient> leaving = new ArrayList<>();
            for (TestAccount account : List.of(locked, expired, repassworded, demoted, shellless, removed)) {
                leaving.add(signedIn(account));
            }
            locked.lock();
            expired.expire();
            Shell.runWithInput(repassworded.name() + ":another", "chpasswd");
            Shell.run("gpasswd", "--delete", demoted.name(), admin);
            Shell.run("usermod", "--shell", "/usr/sbin/nologin", shellless.name());
            Shell.run("userdel", removed.name());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            for (ConsoleClient client : leaving) {
                while (isIn(client)) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                client.close();
            }
            assertThat(isIn(stays)).isTrue();
        } finally {
            Shell.run("groupdel", "--force", admin);
        }
    }

    @Test
    void everyPushChannelEndsWithinTwoSecondsOfTheSignOut() throws Exception {
        for (String path : List.of(LiveSocket.query("sse", "0"), LiveSocket.query(POLLING, "0"), "api/v1/stream")) {
            try (ConsoleClient client = signedIn(anna);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                HttpRequest request = HttpRequest.newBuilder(client.uri(path)).build();
                CountDownLatch open = new CountDownLatch(1);
                Future<Long> end = threads.submit(() -> drain(client, request, open));
                assertThat(open.await(20, TimeUnit.SECONDS)).as("it opens").isTrue();
                client.post("sign-out", Map.of());
                long signedOut = System.nanoTime();
                long ended = endOf(end, client);
                assertThat(Duration.ofNanos(ended - signedOut)).as(path).isLessThan(Duration.ofSeconds(2));
            }
        }
        try (ConsoleClient client = signedIn(anna);
                LiveSocket socket = LiveSocket.open(client)) {
            socket.next();
            client.post("sign-out", Map.of());
            long signedOut = System.nanoTime();
            assertThat(socket.awaitEnd()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - signedOut))
                    .as("WebSocket")
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    private static long endOf(Future<Long> end, ConsoleClient client) throws Exception {
        try {
            return end.get(20, TimeUnit.SECONDS);
        } finally {
            // Else closing the client would wait for a channel that does not end.
            client.http().shutdownNow();
        }
    }

    /** Reads until the channel ends; a long poll is asked again until it is refused. Returns when that was. */
    private static long drain(ConsoleClient client, HttpRequest request, CountDownLatch open) throws Exception {
        boolean isOpen = true;
        while (isOpen) {
            HttpResponse<Stream<String>> answer = client.http().send(request, HttpResponse.BodyHandlers.ofLines());
            boolean admitted = answer.statusCode() == 200;
            if (admitted) {
                open.countDown();
            }
            try (Stream<String> lines = answer.body()) {
                lines.forEach(_ -> {});
            } catch (java.io.UncheckedIOException e) {
                // Cut off: that is an end too.
            }
            isOpen = admitted && request.uri().toString().contains(POLLING);
        }
        return System.nanoTime();
    }

    @Test
    void passwordGivenAgainRenewsTheIdOfTheSessionAndAWrongOneDoesNot() throws Exception {
        try (TestAccount account = TestAccount.create("corelink-su");
                ConsoleClient client = signedIn(account)) {
            String before = cookie(client);
            assertThat(client.post("step-up", Map.of("password", "wrong")).statusCode())
                    .isEqualTo(403);
            assertThat(cookie(client)).isEqualTo(before);
            assertThat(client.post("step-up", Map.of("password", account.password()))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(cookie(client)).isNotEqualTo(before);
            assertThat(isIn(client)).isTrue();
            assertThat(client.get("step-up").statusCode()).isEqualTo(405);
        }
    }

    private static String cookie(ConsoleClient client) {
        java.net.CookieManager cookies =
                (java.net.CookieManager) client.http().cookieHandler().orElseThrow();
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("__Host-corelink"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
