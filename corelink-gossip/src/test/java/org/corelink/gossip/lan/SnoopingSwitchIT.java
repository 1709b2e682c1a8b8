package org.corelink.gossip.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A switch that forwards multicast only to those that have answered its router's queries, and whose router dies. */
@ParameterizedClass
@EnumSource(names = {"OPEN", "SEALED"})
@Timeout(180)
class SnoopingSwitchIT {
    private static final int NODES = 4;
    private static final Duration START = Duration.ofSeconds(40);

    /** The stale time, after the four seconds for which the switch remembers, and the time between two heartbeats. */
    private static final Duration SILENT = Duration.ofSeconds(40);

    @Parameter
    private Mode mode;

    @AutoClose
    private Lan lan;

    @AutoClose
    private Cluster cluster;

    @Test
    void nodesStayInViewWithoutMulticastAndSayThatItIsSilent() throws IOException {
        lan = Lan.create();
        Segment segment = lan.addSegment(true);
        segment.startQuerier();
        cluster = Cluster.on(lan.addHosts(NODES, segment), mode);
        cluster.all().awaitExactly(NODES, START);

        try (Watch watch = cluster.all().watch()) {
            segment.stopQuerier();
            cluster.all()
                    .await("MULTICAST_SILENT", SILENT, view -> view.conditions().contains("MULTICAST_SILENT"));
            assertThat(watch.losses()).isEmpty();

            segment.startQuerier();
            cluster.all().await("multicast", SILENT, view -> !view.conditions().contains("MULTICAST_SILENT"));
            assertThat(watch.losses()).isEmpty();
        }
    }
}
