package org.corelink.server.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.corelink.server.ConsoleClient;
import org.corelink.server.TestAccount;
import org.jvnet.libpam.PAM;
import org.jvnet.libpam.PAMException;

/**
 * How long people and guessers wait at the door, and others beside them. Every client has an address of its own, so that the
 * throttle slows down none of them.
 */
final class SignInTimes {
    private static final int SIGN_INS = 20;
    private static final int GUESSERS = 16;

    /** Guesses at one name, which the throttle lets pass. */
    private static final int GUESSES = 5;

    private static final int ROUNDS = 3;
    private static final int CLIENTS_PER_NET = 250;

    private final URI console;
    private final Results results;
    private int clients;

    /** Times at the door of {@code console}. */
    SignInTimes(URI console, Results results) {
        this.console = console;
        this.results = results;
    }

    /** Adds its figures. */
    void measure(TestAccount account) throws Exception {
        right(account);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            others(account, threads);
            refusals(threads);
        }
    }

    private ConsoleClient stranger() throws IOException, InterruptedException {
        clients++;
        String address = "127.10." + clients / CLIENTS_PER_NET + "." + (clients % CLIENTS_PER_NET + 1);
        ConsoleClient client = ConsoleClient.from(address, console);
        client.get("");
        return client;
    }

    /** Until the first page is there. The first half warms up what is compiled only when it is used. */
    private void right(TestAccount account) throws Exception {
        List<Double> page = new ArrayList<>();
        List<Double> pam = new ArrayList<>();
        for (int i = 0; i < SIGN_INS; i++) {
            try (ConsoleClient client = stranger()) {
                page.add(millisOf(client, account.name(), account.password(), "Sign out"));
            }
            pam.add(millisOfPam(account));
        }
        double alone = median(pam.subList(SIGN_INS / 2, SIGN_INS));
        results.add(Figure.SIGN_IN, median(page.subList(SIGN_INS / 2, SIGN_INS)) - alone);
        results.add(Figure.SIGN_IN_PAM, alone);
    }

    private static double millisOf(ConsoleClient client, String user, String password, String expected)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer =
                client.post("j_security_check", Map.of("j_username", user, "j_password", password));
        double millis = (System.nanoTime() - start) / 1e6;
        if (!answer.body().contains(expected)) {
            throw new IOException("a sign-in was answered with " + answer.statusCode() + ", not with: " + expected);
        }
        return millis;
    }

    /** The same password asked of PAM in this process. */
    private static double millisOfPam(TestAccount account) throws PAMException {
        long start = System.nanoTime();
        PAM pam = new PAM("login");
        try {
            pam.authenticate(account.name(), account.password());
        } finally {
            pam.dispose();
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private void others(TestAccount account, ExecutorService threads) throws Exception {
        List<Double> times = new ArrayList<>();
        try (ConsoleClient other = stranger()) {
            other.post("j_security_check", Map.of("j_username", account.name(), "j_password", account.password()));
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Double>> guesses = new ArrayList<>();
                for (int i = 0; i < GUESSERS; i++) {
                    ConsoleClient guesser = stranger();
                    guesses.add(threads.submit(() -> refusal(guesser, "no-such-user-here", "x")));
                }
                while (!guesses.stream().allMatch(Future::isDone)) {
                    long start = System.nanoTime();
                    int status = other.get("live/snapshot").statusCode();
                    times.add((System.nanoTime() - start) / 1e6);
                    if (status != 200) {
                        throw new IOException("a session was answered with " + status);
                    }
                }
            }
        }
        times.sort(null);
        results.add(Figure.OTHERS_MEDIAN, median(times));
        results.add(Figure.OTHERS_99, times.get(times.size() * 99 / 100));
        results.add(Figure.OTHERS_MOST, times.getLast());
    }

    private static double refusal(ConsoleClient client, String user, String password)
            throws IOException, InterruptedException {
        try (client) {
            return millisOf(client, user, password, "User name or password is wrong");
        }
    }

    /** How far apart the medians of unknown, wrong, locked and expired are. */
    private void refusals(ExecutorService threads) throws Exception {
        Map<String, List<Double>> times = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (TestAccount wrong = TestAccount.create("corelink-bw");
                    TestAccount locked = TestAccount.create("corelink-bl");
                    TestAccount expired = TestAccount.create("corelink-be")) {
                locked.lock();
                expired.expire();
                for (int guess = 0; guess < GUESSES; guess++) {
                    Map<String, Future<Double>> attempts = Map.of(
                            "unknown", guess(threads, "no-such-user-" + round, "x"),
                            "wrong", guess(threads, wrong.name(), "x"),
                            "locked", guess(threads, locked.name(), locked.password()),
                            "expired", guess(threads, expired.name(), expired.password()));
                    add(attempts, times);
                }
            }
        }
        List<Double> medians =
                times.values().stream().map(SignInTimes::median).sorted().toList();
        results.add(Figure.REFUSAL, medians.getFirst());
        results.add(Figure.REFUSALS_APART, medians.getLast() - medians.getFirst());
    }

    private Future<Double> guess(ExecutorService threads, String user, String password)
            throws IOException, InterruptedException {
        ConsoleClient client = stranger();
        return threads.submit(() -> refusal(client, user, password));
    }

    private static void add(Map<String, Future<Double>> attempts, Map<String, List<Double>> times)
            throws ExecutionException, InterruptedException {
        for (Map.Entry<String, Future<Double>> attempt : attempts.entrySet()) {
            times.computeIfAbsent(attempt.getKey(), _ -> new ArrayList<>())
                    .add(attempt.getValue().get());
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
