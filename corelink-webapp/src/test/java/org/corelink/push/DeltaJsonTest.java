package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.cluster.Views.heardAt;
import static org.corelink.cluster.Views.limited;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.view;
import static org.corelink.cluster.Views.with;

import java.time.Duration;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.ViewChange;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.Test;

class DeltaJsonTest {
    @Test
    void tickWithoutChangeIsOnlyItsNumbers() {
        ViewChange nothing = ViewChange.between(view(4, node("a", 1)), view(4, node("a", 1)));
        assertThat(DeltaJson.encode("b00t", nothing, 0)).isEqualTo("{\"boot\":\"b00t\",\"from\":4,\"to\":4}");
    }

    @Test
    void changedReadingIsItsTextAndBar() {
        ViewChange change = ViewChange.between(
                view(4, node("a", 10)),
                view(5, heardAt(node("a", 97), Duration.ofMillis(20).toNanos())));
        assertThat(DeltaJson.encode("b00t", change, Duration.ofMillis(140).toNanos()))
                .isEqualTo("{\"boot\":\"b00t\",\"from\":4,\"to\":5,\"heard\":{\"a\":120},"
                        + "\"gpu\":{\"a/0\":{\"util\":[\"97 %\",97]}}}");
    }

    @Test
    void machineThatWentDownSaysSoAndWhy() {
        NodeView node = node("a", 10);
        ViewChange change =
                ViewChange.between(view(4, node), view(5, with(node, MemberState.DOWN, "its port is closed")));
        assertThat(DeltaJson.encode("b00t", change, 0))
                .contains(
                        "\"is\":{\"a\":\"down\"}",
                        "\"node\":{\"a\":{\"state\":[\"down – its port is closed\",null,\"its port is closed\"]}}")
                .doesNotContain("\"heard\"", "\"rows\"");
    }

    @Test
    void conditionsThatHoldAreListedAndNoneIsSaidToo() {
        ClusterView view = view(4);
        ClusterView alone = limited(view(5), Condition.ALONE);
        assertThat(DeltaJson.encode("b00t", ViewChange.between(view, alone), 0))
                .isEqualTo("{\"boot\":\"b00t\",\"from\":4,\"to\":5,\"limits\":[\"alone\"]}");
        assertThat(DeltaJson.encode("b00t", ViewChange.between(alone, view), 0)).contains("\"limits\":[]");
    }

    @Test
    void rowsThatComeAreAnnounced() {
        ViewChange change = ViewChange.between(view(4), view(5, node("a")));
        assertThat(DeltaJson.encode("b00t", change, 0)).contains("\"rows\":true", "\"a/-\"");
    }

    @Test
    void namesFromTheNetworkStayStrings() {
        ViewChange change = ViewChange.between(view(4), view(5, node("\"}<script>", 1)));
        assertThat(DeltaJson.encode("b00t", change, 0)).contains("\"\\\"}<script>\":");
    }
}
