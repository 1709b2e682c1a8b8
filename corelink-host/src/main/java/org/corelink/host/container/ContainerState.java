package org.corelink.host.container;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CoreLink's container as Docker knows it. Pure.
 *
 * @param running whether it runs
 * @param status Docker's word: {@code running}, {@code exited}, {@code restarting}, ...
 * @param health what Docker says of its health check; null = not known
 * @param since when it was started last, as Docker prints it
 * @param image id of its image
 * @param version CoreLink's version in it; null = not told
 * @param port HTTPS port; null = not told
 * @param gpus whether it was given GPUs
 * @param exitCode how it ended last
 * @param restarts how often Docker has started it anew because it had failed
 */
public record ContainerState(
        boolean running,
        String status,
        @Nullable String health,
        String since,
        String image,
        @Nullable String version,
        @Nullable Integer port,
        boolean gpus,
        int exitCode,
        int restarts) {
    /** One field a line, for {@code docker container inspect --format}. */
    static final String FORMAT = String.join(
            "\n",
            "{{.State.Running}}",
            "{{.State.Status}}",
            "{{if .State.Health}}{{.State.Health.Status}}{{end}}",
            "{{.State.StartedAt}}",
            "{{.Image}}",
            "{{index .Config.Labels \"" + ImageLabels.VERSION + "\"}}",
            "{{range .Config.Env}}{{println .}}{{end}}",
            "{{if .HostConfig.DeviceRequests}}gpus{{end}}",
            "{{.State.ExitCode}} {{.RestartCount}}");

    private static final int HEAD = 6;
    private static final String PORT = "CORELINK_PORT=";

    /** Reads what {@link #FORMAT} gave; empty if it is something else. */
    static Optional<ContainerState> parse(String text) {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        if (lines.size() <= HEAD || !lines.getLast().matches("\\d+ \\d+")) {
            return Optional.empty();
        }
        String[] counts = lines.getLast().split(" ", 2);
        return Optional.of(new ContainerState(
                Boolean.parseBoolean(lines.get(0)),
                lines.get(1),
                orNull(lines.get(2)),
                lines.get(3),
                lines.get(4),
                orNull(lines.get(5)),
                port(lines),
                lines.get(lines.size() - 2).equals("gpus"),
                Integer.parseInt(counts[0]),
                Integer.parseInt(counts[1])));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() || text.equals("<no value>") ? null : text;
    }

    private static @Nullable Integer port(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches(PORT + "\\d{1,5}"))
                .map(line -> Integer.valueOf(line.substring(PORT.length())))
                // Docker lists the image's own value first where one is set twice.
                .reduce((first, last) -> last)
                .orElse(null);
    }
}
