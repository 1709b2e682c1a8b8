package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.corelink.gossip.Format;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.InventoryRequest;
import org.junit.jupiter.api.Test;

class InventoryDeskTest {
    private final List<Peer> askers =
            IntStream.rangeClosed(1, 4).mapToObj(i -> new Peer("peer-" + i, i)).toList();

    @Test
    void inventoryIsMulticastAtTheStartAndEveryTenMinutes() {
        Stage stage = new Stage(Format.SEALED);
        List<Long> times = new ArrayList<>();
        stage.tick();
        for (int turn = 0; turn < 8_000; turn++) {
            if (!stage.multicast(Inventory.class).isEmpty()) {
                times.add(stage.millis);
            }
            stage.forgetting().pass(250);
        }

        assertThat(times).hasSize(4).startsWith(0L);
        assertThat(IntStream.range(1, 4).mapToLong(i -> times.get(i) - times.get(i - 1)))
                .allMatch(gap -> gap >= 598_000 && gap <= 602_250);
    }

    @Test
    void openNodeHasNone() {
        Stage stage = new Stage(Format.OPEN);
        stage.pass(130_000);

        assertThat(stage.multicast(Inventory.class)).isEmpty();
        assertThat(stage.multicast(Heartbeat.class)).allMatch(heartbeat -> heartbeat.inventoryHash() == 0);
    }

    @Test
    void changedInventoryIsSaidAtOnceUnderTheNextVersionAndHeartbeatsNameIt() {
        Stage stage = Stage.with(Format.SEALED);
        publish(stage, "other");
        stage.tick();

        Inventory changed = stage.multicast(Inventory.class).getFirst();
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.name()).isEqualTo("self");
        assertThat(changed.payload()).isEqualTo(Peer.payload("other"));
        stage.pass(2_000);
        assertThat(stage.multicast(Heartbeat.class).getFirst().inventoryHash()).isEqualTo(changed.hash());
    }

    @Test
    void inventoryPublishedWithAnUrgentReadingIsSaidToo() {
        Stage stage = Stage.with(Format.SEALED);
        stage.membership.publishNow(
                new Publication(Payload.EMPTY, Peer.payload("other"), Payload.EMPTY),
                stage.now().nanos());
        stage.tick();

        assertThat(stage.multicast(Inventory.class)).hasSize(1);
    }

    @Test
    void changesAreSaidASecondApartAndTheLastOfThemIsSaid() {
        Stage stage = Stage.with(Format.SEALED);
        for (int change = 1; change <= 24; change++) {
            publish(stage, "change " + change);
            stage.pass(100);
        }
        assertThat(stage.multicast(Inventory.class))
                .extracting(inventory -> inventory.version() - 1)
                .hasSize(3)
                .startsWith(1L);

        stage.pass(1_000);
        assertThat(stage.multicast(Inventory.class)).hasSize(4);
        assertThat(stage.multicast(Inventory.class).getLast().payload()).isEqualTo(Peer.payload("change 24"));
    }

    @Test
    void sameInventoryPublishedAgainIsNoChange() {
        Stage stage = Stage.with(Format.SEALED);
        publish(stage, "inventory");
        stage.pass(2_000);

        assertThat(stage.multicast(Inventory.class)).isEmpty();
    }

    private static void publish(Stage stage, String inventory) {
        stage.membership.publish(
                new Publication(Payload.EMPTY, Peer.payload(inventory), Payload.EMPTY),
                stage.now().nanos());
    }

    @Test
    void fewAskersAreAnsweredByUnicastAfterThirtyMilliseconds() {
        Stage stage = Stage.with(Format.SEALED, askers.toArray(new Peer[0]));
        ask(stage, 3);
        ask(stage, 3);
        assertThat(stage.sentTo(askers.getFirst(), Inventory.class)).isEmpty();
        stage.pass(29);
        assertThat(stage.sentTo(askers.getFirst(), Inventory.class)).isEmpty();
        stage.pass(1);

        for (Peer asker : askers.subList(0, 3)) {
            assertThat(stage.sentTo(asker, Inventory.class)).hasSize(1);
        }
        assertThat(stage.multicast(Inventory.class)).isEmpty();
        stage.forgetting().pass(1_000);
        assertThat(stage.sentTo(askers.getFirst(), Inventory.class))
                .as("answered once")
                .isEmpty();
    }

    @Test
    void fourAskersAreAnsweredByOneMulticast() {
        Stage stage = Stage.with(Format.SEALED, askers.toArray(new Peer[0]));
        ask(stage, 4);
        stage.pass(30);

        assertThat(stage.multicast(Inventory.class)).hasSize(1);
        assertThat(stage.sentTo(askers.getFirst(), Inventory.class)).isEmpty();
        stage.forgetting().pass(10_000, askers.toArray(new Peer[0]));
        assertThat(stage.multicast(Inventory.class)).isEmpty();
    }

    @Test
    void multicastThatIsDueAnywayIsTheAnswer() {
        Stage stage = Stage.with(Format.SEALED, askers.toArray(new Peer[0]));
        ask(stage, 1);
        publish(stage, "other");
        stage.pass(30);

        assertThat(stage.multicast(Inventory.class)).hasSize(1);
        assertThat(stage.sentTo(askers.getFirst(), Inventory.class))
                .as("whoever asked before gathering was over needs the newest")
                .allMatch(inventory -> inventory.version() == 2);
    }

    @Test
    void memberIsAskedForItsInventoryEveryTwoSecondsUntilItComes() {
        Peer peer = askers.getFirst();
        Stage stage = Stage.with(Format.SEALED, peer);
        peer.inventoryHash = 99;
        stage.hear(peer.heartbeat(), peer);
        stage.pass(1_900);
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.sentTo(peer, InventoryRequest.class)).hasSize(1);

        stage.pass(100);
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.sentTo(peer, InventoryRequest.class)).hasSize(2);
    }

    @Test
    void memberWhoseInventoryHasComeIsAskedAtOnceWhenItChangesAgain() {
        Peer peer = askers.getFirst();
        Stage stage = Stage.with(Format.SEALED, peer);
        Inventory first = peer.inventory(1, "gpus");
        peer.inventoryHash = first.hash();
        stage.hear(peer.heartbeat(), peer);
        stage.hear(first, peer);
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.sentTo(peer, InventoryRequest.class)).hasSize(1);

        peer.inventoryHash++;
        stage.hear(peer.heartbeat(), peer);
        assertThat(stage.sentTo(peer, InventoryRequest.class)).hasSize(2);
    }

    private void ask(Stage stage, int count) {
        askers.subList(0, count).forEach(asker -> stage.told(new InventoryRequest(asker.origin()), asker));
    }
}
