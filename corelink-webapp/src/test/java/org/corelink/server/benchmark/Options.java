package org.corelink.server.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The command line.
 *
 * @param clients numbers of open pages, rising
 * @param seconds how long each number of them is measured
 * @param samples how often the way from a datagram to the page is timed
 * @param starts how often the server is started; the best counts
 */
record Options(List<Integer> clients, int seconds, int samples, int starts) {
    static final String USAGE = "usage: [--clients 1,10,50,100,200] [--seconds 20] [--samples 20] [--starts 3]";

    /**
     * Parses the command line.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    static Options parse(String... arguments) {
        Map<String, String> given = new java.util.HashMap<>(
                Map.of("--clients", "1,10,50,100,200", "--seconds", "20", "--samples", "20", "--starts", "3"));
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.isEmpty()).toList();
        for (int i = 0; i < words.size(); i += 2) {
            if (!given.containsKey(words.get(i)) || i + 1 == words.size()) {
                throw new IllegalArgumentException("unknown or without a value: " + words.get(i));
            }
            given.put(words.get(i), words.get(i + 1));
        }
        List<Integer> clients = Arrays.stream(given.get("--clients").split(",", -1))
                .map(Integer::valueOf)
                .toList();
        if (!clients.stream().allMatch(count -> Figure.cpuPerPush(count).isPresent())) {
            throw new IllegalArgumentException("numbers of clients are 1, 10, 50, 100 and 200");
        }
        return new Options(
                clients,
                Integer.parseInt(given.get("--seconds")),
                Integer.parseInt(given.get("--samples")),
                Integer.parseInt(given.get("--starts")));
    }
}
