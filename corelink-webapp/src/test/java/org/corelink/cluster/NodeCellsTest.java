package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.cluster.Views.named;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.with;

import java.util.Comparator;
import java.util.stream.Stream;
import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeCellsTest {
    private static final NodeView MACHINE = named("gpu-07", node("3fa2b1c4d5e6f708", 97));

    @Test
    void machineGoesByItsNameAndTellsItsIdOnlyToWhoAsks() {
        assertThat(NodeCells.name(MACHINE)).isEqualTo(Cell.of("gpu-07").withHint("id 3fa2b1c4d5e6f708, 10.0.0.1"));
    }

    @Test
    void machinesOfOneNameAreToldApartByTheirFirstDigits() {
        NodeView conflicting = MACHINE.withNameTaken(true);
        assertThat(NodeCells.name(conflicting).text()).isEqualTo("gpu-07 · 3fa2b1");
        assertThat(NodeCells.state(conflicting).text()).isEqualTo("online – name taken twice");
    }

    @Test
    void machineWithoutAnIdIsToldApartByItsAddress() {
        NodeView old = node("gpu-07", 97).withNameTaken(true);
        assertThat(NodeCells.name(old)).isEqualTo(Cell.of("gpu-07 · 10.0.0.1").withHint("no id, 10.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "ONLINE, online",
        "SUSPECT, suspect – no answer",
        "DOWN, 'down – its port is closed, said by gpu-03'",
        "STALE, stale",
        "LEFT, left"
    })
    void stateIsAWordAndItsReasonIsTheHint(MemberState state, String text) {
        String reason = "its port is closed, said by gpu-03";
        assertThat(NodeCells.state(with(MACHINE, state, reason)))
                .isEqualTo(Cell.of(text).withHint(reason));
    }

    @Test
    void worstStateSortsLast() {
        assertThat(Stream.of(MemberState.values())
                        .sorted(Comparator.comparingDouble(state -> NodeCells.severity(with(MACHINE, state, "")))))
                .containsExactly(
                        MemberState.ONLINE, MemberState.LEFT, MemberState.SUSPECT, MemberState.STALE, MemberState.DOWN);
        assertThat(NodeCells.severity(MACHINE.withNameTaken(true))).isGreaterThan(NodeCells.severity(MACHINE));
    }
}
