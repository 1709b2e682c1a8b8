package org.corelink.gossip.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What eight running nodes must not be made to believe by a bad LAN or a slow machine. */
@ParameterizedClass
@EnumSource(names = {"OPEN", "SEALED"})
@Timeout(900)
class DisturbanceIT {
    private static final int NODES = 8;
    private static final Duration CALM = Duration.ofSeconds(40);

    /** How long each disturbance lasts; the profile "full" takes more. */
    private static final Duration DISTURBANCE =
            Duration.ofSeconds(Integer.getInteger("corelink.disturbance.seconds", 30));

    /** All that is silent is stale by then, whatever else is known. */
    private static final Duration STALE = Duration.ofSeconds(25);

    private static Lan lan;
    private static Cluster cluster;

    @Parameter
    private Mode mode;

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
        assertThat(cluster.mode()).isEqualTo(mode);
        lan.calm();
        cluster.restartEnded();
        cluster.all().awaitExactly(NODES, CALM);
    }

    @Test
    void nobodyIsShownDownWhileEachHostLosesAQuarterOfItsDatagrams() throws IOException {
        try (Watch watch = cluster.all().watch()) {
            for (Host host : lan.hosts()) {
                host.losePercent(25);
            }
            pass(DISTURBANCE);

            assertThat(watch.losses()).isEmpty();
        }
        for (Host host : lan.hosts()) {
            assertThat(host.lostDatagrams()).isPositive();
        }
    }

    @Test
    void nobodyIsShownDownWhileOneStandsStillForThreeSecondsOfTen() throws IOException {
        LanNode slow = cluster.node(3);
        try (Watch watch = cluster.all().watch()) {
            for (long passed = 0; passed < DISTURBANCE.toSeconds(); passed += 10) {
                slow.pause();
                pass(Duration.ofSeconds(3));
                slow.resume();
                pass(Duration.ofSeconds(7));
            }

            assertThat(watch.losses()).isEmpty();
        }
    }

    @Test
    void halvesOfACutLanLoseEachOtherAndAgreeAgainAfterwards() throws IOException {
        lan.segment().partition();
        cluster.all().await("the own half alone", STALE, view -> alive(view) == NODES / 2);

        lan.segment().heal();

        cluster.all().awaitExactly(NODES, CALM);
    }

    private static long alive(NodeView view) throws IOException {
        return view.all().stream()
                .filter(sighting -> sighting.state().isAlive())
                .count();
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long rest = time.toNanos(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }
}
