package org.corelink.api.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.corelink.api.Snapshot;

/** All metrics: the machine that is scraped, and the whole cluster as it sees it. */
public final class ClusterMetrics {
    private ClusterMetrics() {}

    /** The metrics of the snapshot. */
    public static MetricSnapshots of(Snapshot snapshot) {
        Families families = new Families();
        families.info(
                "corelink_build",
                "The version of CoreLink that was scraped",
                Labels.of("version", snapshot.release().version()));
        families.gauge(
                "corelink_view_revision",
                "Revision of the view of the cluster; begins anew with each start",
                Labels.EMPTY,
                snapshot.view().revision());
        families.counter(
                "corelink_events",
                "Events of the cluster since the start",
                Labels.EMPTY,
                snapshot.events().last());
        snapshot.view()
                .nodes()
                .forEach(
                        node -> NodeMetrics.add(families, node, Snapshot.isLive(node), snapshot.lastSeenSeconds(node)));
        GossipMetrics.add(
                families,
                snapshot.counters(),
                snapshot.status(),
                snapshot.view().conditions());
        return families.all();
    }
}
