package org.corelink.gossip.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes whose network interfaces go, come, change their address, or are more than one. */
@ParameterizedClass
@EnumSource(names = {"OPEN", "SEALED"})
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ChangingNetworkIT {
    private static final Duration START = Duration.ofSeconds(40);

    /** All that is silent is stale by then, whatever else is known. */
    private static final Duration STALE = Duration.ofSeconds(25);

    /** A node looks at its interfaces every five seconds, and speaks every five. */
    private static final Duration NOTICE = Duration.ofSeconds(15);

    @Parameter
    private Mode mode;

    private Lan lan;
    private Cluster cluster;

    @AfterEach
    void removeAll() throws IOException {
        try (Lan _ = lan;
                Cluster _ = cluster) {
            return;
        }
    }

    private void start(int hosts) throws IOException {
        lan = Lan.of(hosts);
        cluster = Cluster.on(lan.hosts(), mode);
        cluster.all().awaitExactly(hosts, START);
    }

    @Test
    void nodeFindsItsWayBackAfterItsInterfaceWasDown() throws IOException {
        start(3);
        LanNode node = cluster.node(3);

        node.host().interfacesDown();
        cluster.allBut(node)
                .await("loss of n3", STALE, view -> !view.get("n3").state().isAlive());
        node.host().interfacesUp();

        cluster.all().awaitExactly(3, NOTICE);
    }

    @Test
    void nodeIsNewEverywhereAfterItsAddressChanged() throws IOException {
        start(3);
        LanNode node = cluster.node(3);

        node.host().changeAddress("10.77.9.9");
        double changeSeconds = System.currentTimeMillis() / 1e3;

        cluster.allBut(node).awaitNews("n3", changeSeconds, NOTICE);
        cluster.all().awaitExactly(3, NOTICE);
    }

    @Test
    void nodeThatStartsBeforeItsNetworkFindsTheOthersOnceItIsThere() throws IOException {
        lan = Lan.of(3);
        cluster = Cluster.on(lan.hosts().subList(0, 2), mode);
        Host late = lan.hosts().getLast();
        late.interfacesDown();
        LanNode early = cluster.add(late);
        Observers.of(early).awaitExactly(1, START);

        late.interfacesUp();

        cluster.all().awaitExactly(3, NOTICE);
    }

    @Test
    void nodeOnTwoLansSeesBothAndOutlivesTheLossOfOne() throws IOException {
        lan = Lan.create();
        Segment left = lan.addSegment(false);
        Segment right = lan.addSegment(false);
        List<Host> both = lan.addHosts(2, left, right);
        lan.addHosts(1, left);
        lan.addHosts(1, right);
        cluster = Cluster.on(lan.hosts(), mode);
        Observers onBoth = Observers.of(cluster.node(1), cluster.node(2));
        onBoth.awaitExactly(4, START);
        Observers.of(cluster.node(3), cluster.node(4)).awaitExactly(3, START);

        try (Watch watch = Observers.of(cluster.node(2)).watch()) {
            both.getFirst().unplug(0);
            Observers.of(cluster.node(3))
                    .await("loss of n1", STALE, view -> !view.get("n1").state().isAlive());

            assertThat(watch.losses()).isEmpty();
        }
    }
}
