package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void figuresCountOnlyMachinesThatAreOnline() {
        ClusterView view = Views.view(
                1,
                Views.node("a", 97, 0, null),
                Views.node("b"),
                Views.with(Views.node("c", 50), MemberState.STALE, ""),
                Views.with(Views.node("d", 50), MemberState.DOWN, ""),
                Views.with(Views.node("e", 50), MemberState.SUSPECT, ""),
                Views.with(Views.node("f", 50), MemberState.LEFT, ""));
        assertThat(Summary.of(view))
                .containsEntry("online", "2")
                .containsEntry("suspect", "1")
                .containsEntry("down", "2")
                .containsEntry("trouble", "4")
                .containsEntry("gpus", "3")
                .containsEntry("busy", "1")
                .containsEntry("idle", "1")
                .containsEntry("memory", "36.0 / 72.0 GiB")
                .containsEntry("power", "930 W")
                .containsEntry("traffic", "2.4 kbit/s");
    }

    @Test
    void emptyViewHasZeroes() {
        assertThat(Summary.of(ClusterView.EMPTY)).containsEntry("online", "0").containsEntry("power", "0 W");
    }
}
