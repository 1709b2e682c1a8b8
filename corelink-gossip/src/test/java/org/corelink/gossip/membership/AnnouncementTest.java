package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corelink.gossip.FixedKeys;
import org.corelink.gossip.Format;
import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.junit.jupiter.api.Test;

/** What a node says about itself, and when. */
class AnnouncementTest {
    private static final long MILLI = 1_000_000;

    private final Peer peer = new Peer("l", 1);

    @Test
    void firstHeartbeatGoesOutAtOnceUnderTheTimeOfDay() {
        Stage stage = new Stage(Format.OPEN);
        stage.tick();

        Heartbeat first = stage.multicast(Heartbeat.class).getFirst();
        assertThat(first.origin()).isEqualTo(stage.membership.origin());
        assertThat(first.name()).isEqualTo("self");
        assertThat(first.sequence()).isEqualTo(1_000);
        assertThat(first.epochSeconds()).isEqualTo(1_000);
        assertThat(first.reading()).isEqualTo(Payload.EMPTY);
    }

    @Test
    void sealedHeartbeatCarriesNoNameButTheHashOfTheInventory() {
        Stage stage = new Stage(Format.SEALED);
        stage.tick();

        Heartbeat first = stage.multicast(Heartbeat.class).getFirst();
        assertThat(first.name()).isEmpty();
        assertThat(first.inventoryHash()).isEqualTo(Inventory.hash("self", Peer.payload("inventory")));
    }

    @Test
    void twoMoreFollowQuicklyAndThenTheRhythmOfFiveSeconds() {
        Stage stage = new Stage(Format.OPEN);
        List<Long> times = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        for (; stage.millis < 600_000; stage.millis += 10) {
            if (stage.millis % 5_000 == 0) {
                stage.hear(peer.legacyHeartbeat(), peer);
            }
            stage.tick();
            for (Heartbeat heartbeat : stage.multicast(Heartbeat.class)) {
                times.add(stage.millis);
                sequences.add(heartbeat.sequence());
            }
            stage.forgetting();
        }

        assertThat(times).startsWith(0L, 1_050L, 2_100L).hasSizeBetween(105, 140);
        assertThat(gaps(times.subList(2, times.size())))
                .allMatch(gap -> gap >= 3_500 && gap <= 6_510)
                .anyMatch(gap -> gap < 4_000)
                .anyMatch(gap -> gap > 6_000);
        assertThat(gaps(sequences)).containsOnly(1L);
    }

    @Test
    void publishedReadingWaitsForTheRhythm() {
        Stage stage = started();
        for (int i = 0; i < 30; i++) {
            stage.membership.publish(reading(i), stage.now().nanos());
            stage.pass(100);
            assertThat(stage.multicast(Heartbeat.class)).isEmpty();
        }
        stage.pass(4_000);

        assertThat(stage.multicast(Heartbeat.class))
                .first()
                .extracting(Heartbeat::reading)
                .isEqualTo(json(29));
    }

    @Test
    void readingPublishedNowComesEarlyButNeverWithinASecondOfTheLast() {
        Stage stage = started();
        stage.pass(300);
        stage.membership.publishNow(reading(1), stage.now().nanos());
        stage.pass(699);
        assertThat(stage.multicast(Heartbeat.class)).isEmpty();
        stage.pass(1);
        assertThat(stage.multicast(Heartbeat.class))
                .extracting(Heartbeat::reading)
                .containsExactly(json(1));

        stage.pass(2_000);
        stage.forgetting().membership.publishNow(reading(2), stage.now().nanos());
        stage.tick();
        assertThat(stage.multicast(Heartbeat.class))
                .extracting(Heartbeat::reading)
                .containsExactly(json(2));
    }

    @Test
    void readingPublishedNowThatWasSaidAlreadyIsNoReasonToSpeak() {
        Stage stage = started();
        stage.membership.publishNow(
                new Publication(Payload.EMPTY, Payload.NONE, Payload.NONE),
                stage.now().nanos());
        stage.pass(2_000);

        assertThat(stage.multicast(Heartbeat.class)).isEmpty();
    }

    @Test
    void sealedNodeSaysTheReadingAndNotTheOpenPayload() {
        Stage stage = new Stage(Format.SEALED);
        stage.membership.publish(
                new Publication(Peer.payload("open"), Peer.payload("inventory"), Peer.payload("reading")), 0);
        stage.tick();

        assertThat(stage.multicast(Heartbeat.class))
                .extracting(Heartbeat::reading)
                .containsExactly(Peer.payload("reading"));
    }

    /** Whatever the application asks for, and whoever comes back. */
    @Property(tries = 100)
    void heartbeatsAreAtLeastASecondApart(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 3_000) Integer> waits) {
        Stage stage = new Stage(Format.OPEN);
        List<Long> times = new ArrayList<>();
        for (int wait : waits) {
            for (int passed = 0; passed <= wait; passed += 250) {
                stage.forgetting().tick();
                stage.multicast(Heartbeat.class).forEach(_ -> times.add(stage.millis));
                stage.millis += Math.max(1, Math.min(250, wait - passed));
            }
            if (wait % 2 == 0) {
                stage.membership.publishNow(reading(wait), stage.now().nanos());
            } else {
                peer.restart();
                peer.epochSeconds += 1_000_000;
                stage.hear(peer.heartbeat(), peer);
            }
        }

        assertThat(gaps(times)).allMatch(gap -> gap >= 1_000);
    }

    @Test
    void everySixthHeartbeatTellsWhomTheNodeHears() {
        Stage stage = new Stage(Format.OPEN);
        Peer gone = new Peer("n", 2);
        stage.join(peer);
        stage.join(gone);
        stage.hear(gone.leave(), gone);
        stage.pass(80_000, peer);

        List<Heartbeat> heartbeats = stage.multicast(Heartbeat.class);
        List<Integer> telling = IntStream.range(0, heartbeats.size())
                .filter(i -> heartbeats.get(i).hearing().isPresent())
                .boxed()
                .toList();
        assertThat(telling).startsWith(2, 8, 14);
        TreeSet<NodeId> nodes = new TreeSet<>(List.of(Stage.SELF, peer.id, gone.id));
        assertThat(heartbeats
                        .get(2)
                        .hearing()
                        .flatMap(hearing -> hearing.among(nodes))
                        .map(List::copyOf))
                .isEqualTo(Optional.of(List.of(Stage.SELF, peer.id)));
    }

    @Test
    void reunionIsSpreadOverHalfASecondFromNowHoweverLongAgoTheLastHeartbeatWas() {
        List<Long> delays = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            Announcement announcement = announced(seed);
            announcement.within(Timing.REUNION_SPREAD, 3_000 * MILLI);
            delays.add(announcement.nextNanos() / MILLI - 3_000);
        }

        assertThat(delays).allMatch(delay -> delay >= 0 && delay <= 500);
        assertThat(delays.stream().mapToLong(Long::longValue).average().orElseThrow())
                .isBetween(220.0, 280.0);
    }

    @Test
    void reunionWithManyDrawsOnce() {
        Announcement announcement = announced(1);
        announcement.within(Timing.REUNION_SPREAD, 3_000 * MILLI);
        long planned = announcement.nextNanos();
        for (int i = 0; i < 100; i++) {
            announcement.within(Timing.REUNION_SPREAD, 3_000 * MILLI);
        }

        assertThat(announcement.nextNanos()).isEqualTo(planned);
    }

    @Test
    void reunionRightAfterAHeartbeatWaitsForTheLeastGap() {
        Announcement announcement = announced(1);
        announcement.within(Timing.REUNION_SPREAD, 100 * MILLI);

        assertThat(announcement.nextNanos()).isEqualTo(1_000 * MILLI);
    }

    /** A node that has spoken at time 0 and will again after 3.5 s at the earliest. */
    private static Announcement announced(int seed) {
        Announcement announcement = new Announcement(
                new Self(Identity.of(FixedKeys.KEYS, 1, 1)),
                Stage.config().withListening(false),
                "self",
                Payload.EMPTY,
                1,
                new SplittableRandom(seed),
                0);
        announcement.next(new Moment(0, 0), () -> {
            throw new AssertionError("an announcer hears nobody");
        });
        return announcement;
    }

    /** A node that has just said its third heartbeat. */
    private static Stage started() {
        Stage stage = new Stage(Format.OPEN);
        stage.pass(2_100);
        assertThat(stage.multicast(Heartbeat.class)).hasSize(2);
        stage.pass(500);
        while (stage.multicast(Heartbeat.class).size() < 3) {
            stage.pass(1);
        }
        return stage.forgetting();
    }

    private static Publication reading(int value) {
        return new Publication(json(value), Payload.NONE, Payload.NONE);
    }

    private static Payload json(int value) {
        return Peer.payload("{\"value\":" + value + "}");
    }

    private static List<Long> gaps(List<Long> times) {
        return IntStream.range(1, times.size())
                .mapToObj(i -> times.get(i) - times.get(i - 1))
                .toList();
    }
}
