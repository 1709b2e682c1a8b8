package org.corelink.gossip.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams of CoreLink 0.01.x, sent by the test itself from a third machine to two nodes. */
@Timeout(120)
class OpenFormatIT {
    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration SOON = Duration.ofSeconds(3);

    @AutoClose
    private static Lan lan;

    @AutoClose
    private static Cluster cluster;

    private static Host machine;

    @BeforeAll
    static void startNodes() throws IOException {
        lan = Lan.of(3);
        cluster = Cluster.on(lan.hosts().subList(0, 2), Mode.OPEN);
        machine = lan.hosts().getLast();
        cluster.all().awaitExactly(2, START);
    }

    @Test
    void multicastHeartbeatIsShown() throws IOException {
        try (LegacyMachine legacy = LegacyMachine.on(machine, machine.address(), 0)) {
            legacy.multicast(LegacyMachine.heartbeat("old-1", 1));
        }

        cluster.all().awaitState("old-1", State.ONLINE, SOON);
        try (NodeView view = cluster.node(1).view()) {
            assertThat(view.get("old-1").epochSeconds()).isEqualTo(1_795_442_640.5);
        }
    }

    @Test
    void multicastRequestIsAnsweredByUnicastFromTheOneItNames() throws IOException {
        try (LegacyMachine legacy = LegacyMachine.on(machine)) {
            legacy.multicast(LegacyMachine.request("old-2", "n1"));

            String answer = legacy.receive("digest_resp", cluster.node(1).host().unicast());

            assertThat(answer).contains("\"node_id\":\"n1\"", "\"updates\":[{", "\"gpus\":[");
        }
    }

    @Test
    void unicastFromAnotherSubnetChangesNothing() throws IOException {
        LanNode node = cluster.node(2);
        machine.addForeignAddress("192.168.99.1");
        node.host().addRoute("192.168.99.0/24");
        try (LegacyMachine legacy = LegacyMachine.on(machine, "192.168.99.1", 0)) {
            legacy.send(LegacyMachine.heartbeat("foreign", 1), node.host().unicast());
        }
        try (LegacyMachine legacy = LegacyMachine.on(machine, machine.address(), 0)) {
            legacy.send(LegacyMachine.heartbeat("local", 1), node.host().unicast());
        }

        Observers observer = Observers.of(node);
        observer.awaitState("local", State.ONLINE, SOON);
        observer.await("FOREIGN_SUBNET counted", SOON, view -> view.counters().get("REJECTED_FOREIGN_SUBNET") == 1);
        observer.awaitState("foreign", State.GONE, SOON);
    }
}
