package org.corelink.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corelink.api.Documents;
import org.corelink.api.Snapshot;
import org.corelink.api.Snapshots;
import org.corelink.cluster.Views;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterMetricsTest {
    private static final Pattern NAME = Pattern.compile("corelink_[a-z0-9_]+");

    private static String text(Snapshot snapshot, MetricsText format) {
        return new String(format.write(ClusterMetrics.of(snapshot)), StandardCharsets.UTF_8);
    }

    private static String text(Snapshot snapshot) {
        return text(snapshot, MetricsText.PROMETHEUS);
    }

    private static Set<String> names(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void everyMachineAndGpuIsThereWithItsReadings() {
        assertThat(text(Snapshots.full()))
                .contains(
                        "corelink_gpu_utilization_ratio{gpu=\"0\",host=\"3fa2\",node=\"3fa2\"} 0.97\n",
                        "corelink_gpu_memory_used_bytes{gpu=\"0\",host=\"3fa2\",node=\"3fa2\"} 1.2878610432E10\n",
                        "corelink_gpu_temperature_celsius{gpu=\"0\",host=\"3fa2\",node=\"3fa2\"} 71.0\n",
                        "corelink_gpu_power_draw_watts{gpu=\"0\",host=\"3fa2\",node=\"3fa2\"} 310.0\n",
                        "corelink_gpu_sm_clock_hertz{gpu=\"0\",host=\"3fa2\",node=\"3fa2\"} 2.52E9\n",
                        "corelink_gpu_working{gpu=\"1\",host=\"ws1\",node=\"0001\"} 0.0\n",
                        "corelink_node_clock_drift_seconds{host=\"ws1\",node=\"0001\"} -0.0035\n",
                        "corelink_node_last_seen_age_seconds{host=\"3fa2\",node=\"3fa2\"} 12.346\n");
    }

    @Test
    void valueThatTheDriverDoesNotGiveIsNoSample() {
        String text = text(Snapshots.of(Views.view(1, Views.node("1", (Integer) null))));
        assertThat(names(text))
                .contains("corelink_gpu_temperature_celsius")
                .doesNotContain("corelink_gpu_utilization_ratio", "corelink_gpu_fan_speed_ratio");
        assertThat(text).doesNotContain("NaN");
    }

    @ParameterizedTest
    @CsvSource({"ONLINE,1,true", "SUSPECT,1,true", "DOWN,0,false", "STALE,0,false", "LEFT,0,false"})
    void onlyWhatALiveMachineSaidIsExported(MemberState state, int up, boolean exported) {
        String text = text(Snapshots.of(Views.view(1, Views.with(Views.node("1", 50), state, "because"))));
        assertThat(text)
                .contains("corelink_node_up{host=\"1\",node=\"1\"} " + up + ".0\n")
                .contains("state=\"" + state.name().toLowerCase(java.util.Locale.ROOT) + "\"} 1.0\n")
                .contains("corelink_node_last_seen_age_seconds{");
        assertThat(text.contains("corelink_gpu_") || text.contains("corelink_node_uptime_seconds"))
                .isEqualTo(exported);
    }

    @Test
    void gossipCountsWhatItReceivedAndWhyItRejected() {
        String text = text(Snapshots.full());
        assertThat(text)
                .contains(
                        "corelink_gossip_received_datagrams_total 105.0\n",
                        "corelink_gossip_rejected_datagrams_total{reason=\"forged\"} 5.0\n",
                        "corelink_gossip_accepted_datagrams_total{type=",
                        "corelink_gossip_kernel_dropped_datagrams_total 3.0\n");
        assertThat(text.lines().filter(line -> line.startsWith("corelink_gossip_rejected_datagrams_total{")))
                .hasSize(RejectReason.values().length);
    }

    @Test
    void bothFormatsTellTheSame() {
        String openMetrics = text(Snapshots.full(), MetricsText.OPEN_METRICS);
        assertThat(openMetrics).endsWith("# EOF\n");
        assertThat(names(openMetrics)).isEqualTo(names(text(Snapshots.full())));
        assertThat(MetricsText.OPEN_METRICS.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(MetricsText.PROMETHEUS.contentType()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void hostileNamesStayLabels() {
        String text = text(Snapshots.of(Views.view(1, Views.named("a\"} 1\\ x", Views.node("1", 5)))));
        assertThat(text).contains("host=\"a\\\"} 1\\\\ x\"");
    }

    @Test
    void everyMetricHasAHelp() {
        String text = text(Snapshots.full());
        for (String line : text.lines().filter(one -> one.startsWith("# TYPE")).toList()) {
            String name = line.split(" ", -1)[2];
            assertThat(text).containsPattern("# HELP " + name + " .{10}");
        }
    }

    @Test
    void everyMetricOfTheDashboardIsExported() {
        String dashboard = new String(Documents.ofThisBuild("0.02.0").dashboard(), StandardCharsets.UTF_8);
        Set<String> used =
                NAME.matcher(dashboard).results().map(found -> found.group()).collect(Collectors.toSet());
        assertThat(used).hasSizeGreaterThan(10);
        assertThat(names(text(Snapshots.full()))).containsAll(used);
    }
}
