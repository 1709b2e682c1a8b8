package org.corelink.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.NodeId;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final NodeId NODE = new NodeId("5fa1c3d2e4b60798");
    private static final Origin RUN = Origin.of(NODE, 5, 7);

    @Test
    void runIsTheSameAfterARefutation() {
        assertThat(RUN.isSameRun(Origin.of(NODE, 6, 7))).isTrue();
    }

    @Test
    void runIsAnotherAfterARestart() {
        assertThat(RUN.isSameRun(Origin.of(NODE, 6, 8))).isFalse();
    }

    @Test
    void runOfAnotherNodeIsAnother() {
        assertThat(RUN.isSameRun(Origin.of(new NodeId("0000000000000000"), 5, 7)))
                .isFalse();
    }

    @Test
    void nodeThatOnlyAnnouncesItselfIsNoNodeOfTheOldVersion() {
        Origin announcing = Origin.of(NODE, 5, 0);
        Origin old = Origin.legacy(NODE.value());

        assertThat(announcing.isSameRun(old)).isFalse();
        assertThat(old.isSameRun(Origin.legacy(NODE.value()))).isTrue();
    }
}
