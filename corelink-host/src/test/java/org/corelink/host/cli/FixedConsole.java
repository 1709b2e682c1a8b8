package org.corelink.host.cli;

import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corelink.host.view.ConsoleClient;

/** A console that answers what a test has told it, to who sends one of its words; without answers, none at all. */
final class FixedConsole implements ConsoleClient {
    final List<String> asked = new ArrayList<>();
    final List<String> accepted = new ArrayList<>();
    private final Map<String, Reply> answers = new LinkedHashMap<>();

    /** Paths that begin with {@code start} are answered so. */
    FixedConsole answer(String start, int status, String body) {
        answers.put(start, new Reply(status, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Lets in by this header. */
    FixedConsole accept(String authorization) {
        accepted.add(authorization);
        return this;
    }

    @Override
    public Reply get(String path, Map<String, String> query, String authorization) throws ConnectException {
        if (answers.isEmpty()) {
            throw new ConnectException("Connection refused");
        }
        asked.add(path + " " + query + " by " + authorization);
        if (accepted.stream().noneMatch(authorization::startsWith)) {
            return new Reply(401, "{}".getBytes(StandardCharsets.UTF_8));
        }
        return answers.entrySet().stream()
                .filter(answer -> path.startsWith(answer.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(new Reply(200, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
