package org.corelink.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.api.Snapshots;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool reads what CoreLink exports. {@code ./verify} brings the tool. */
class PromtoolTest {
    private static final Path UNPACKED = Path.of("target/prometheus/usr/bin");

    private record Outcome(int exit, String said) {}

    private static Outcome check(byte[] metrics) throws IOException, InterruptedException {
        Optional<Path> promtool = promtool();
        assumeTrue(promtool.isPresent(), "promtool is not there; ./verify brings it");
        Process process = new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(metrics);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }

    private static Optional<Path> promtool() {
        Stream<Path> path =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        return Stream.concat(Stream.of(UNPACKED), path)
                .map(folder -> folder.resolve("promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        byte[] metrics = MetricsText.PROMETHEUS.write(ClusterMetrics.of(Snapshots.full()));
        assertThat(check(metrics)).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void promtoolFindsAMetricWithoutHelp() throws Exception {
        byte[] metrics = "corelink_without_help 1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(check(metrics).said()).contains("corelink_without_help");
    }
}
