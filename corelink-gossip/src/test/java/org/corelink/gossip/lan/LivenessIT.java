package org.corelink.gossip.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What eight nodes see when one of them starts, crashes, loses its power, is stopped, or is started again. */
@ParameterizedClass
@EnumSource(names = {"OPEN", "SEALED"})
@Timeout(120)
@Isolated("it measures how quickly the nodes notice")
class LivenessIT {
    private static final int NODES = 8;
    private static final Duration START = Duration.ofSeconds(40);

    /** Milliseconds are expected; this machine may be busy. */
    private static final Duration CRASH = Duration.ofSeconds(5);

    private static final Duration POWER_OFF = Duration.ofSeconds(12);
    private static final Duration RETURN = Duration.ofSeconds(15);

    private static Lan lan;
    private static Cluster cluster;

    @Parameter
    private Mode mode;

    private LanNode last;
    private Observers others;

    @BeforeParameterizedClassInvocation
    static void startNodes(Mode mode) throws IOException {
        lan = Lan.of(NODES);
        cluster = Cluster.on(lan.hosts(), mode);
    }

    @AfterParameterizedClassInvocation
    static void removeAll() throws IOException {
        try (Lan _ = lan;
                Cluster _ = cluster) {
            return;
        }
    }

    @BeforeEach
    void awaitCalm() throws IOException {
        lan.calm();
        cluster.restartEnded();
        cluster.all().awaitExactly(NODES, START);
        last = cluster.node(NODES);
        others = cluster.allBut(last);
    }

    @Test
    void nodesSeeEachOtherAndNobodyElse() throws IOException {
        try (NodeView view = last.view()) {
            assertThat(view.all())
                    .extracting(Sighting::member)
                    .containsExactlyInAnyOrder("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8");
            assertThat(view.counters()).containsEntry("FAULTS", 0L).containsEntry("SEND_FAILURES", 0L);
            assertThat(view.counters().get("ACCEPTED_INVENTORY") > 0).isEqualTo(mode == Mode.SEALED);
        }
    }

    @Test
    void crashedProcessIsDownWithoutWaiting() throws IOException {
        last.kill();

        others.awaitState(last.name(), State.DOWN, CRASH);
    }

    @Test
    void crashedProcessIsDownWithinSecondsWhereNoIcmpArrives() throws IOException {
        for (Host host : lan.hosts()) {
            host.dropIcmp();
        }
        last.kill();

        others.awaitState(last.name(), State.DOWN, POWER_OFF);
    }

    @Test
    void hostWithoutPowerIsDownWithinSecondsAndComesBackWithIt() throws IOException {
        last.host().unplug();
        others.awaitState(last.name(), State.DOWN, POWER_OFF);

        last.host().plugIn();

        others.awaitState(last.name(), State.ONLINE, RETURN);
        cluster.all().awaitExactly(NODES, RETURN);
    }

    @Test
    void stoppedNodeSaysGoodbyeAndIsNeverSuspected() throws IOException {
        try (Watch watch = others.watch()) {
            last.terminate();

            others.await(
                    last.name() + " has left",
                    CRASH,
                    view -> EnumSet.of(State.LEFT, State.GONE, State.DOWN)
                            .contains(view.get(last.name()).state()));
            assertThat(watch.statesOf(last.name())).doesNotContain(State.SUSPECT, State.STALE);
        }
    }

    @Test
    void restartedNodeIsNewEverywhereAtOnce() throws IOException {
        last.kill();
        double restartSeconds = System.currentTimeMillis() / 1e3;
        LanNode restarted = cluster.restart(last);
        restarted.view().close();

        others.awaitNews(restarted.name(), restartSeconds, Duration.ofSeconds(5));
        Observers.of(restarted).awaitExactly(NODES, RETURN);
    }
}
