package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.view;

import java.nio.charset.StandardCharsets;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Summary;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final ClusterView FIRST = view(3, node("a", 10));

    private final Shown first = Shown.NOTHING.untold(FIRST);

    @Test
    void everyRowIsNewAtFirst() {
        assertThat(first.rowsSince()).isEqualTo(3);
        assertThat(Shown.NOTHING.untold(view(3)).rowsSince()).isZero();
    }

    @Test
    void rowsStayWhileOnlyTheirCellsChange() {
        ClusterView busier = view(5, node("a", 97));
        assertThat(first.told(busier, Summary.of(busier), Learned.NOTHING).rowsSince())
                .isEqualTo(3);
        assertThat(first.untold(busier).rowsSince()).isEqualTo(3);
    }

    @Test
    void machinesAndGpusThatComeOrGoMakeOtherRows() {
        assertThat(first.untold(view(6, node("a", 10), node("b"))).rowsSince()).isEqualTo(6);
        assertThat(first.untold(view(6, node("a", 10, 20))).rowsSince()).isEqualTo(6);
        assertThat(first.untold(view(6, node("b", 10))).rowsSince()).isEqualTo(6);
        assertThat(first.untold(view(6)).rowsSince()).isEqualTo(6);
    }

    @Test
    void snapshotTellsPagesSinceWhenItsRowsAreThere() {
        byte[] json = SnapshotJson.encode("b00t", first.untold(view(5, node("a", 97))), 0);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"revision\":5,\"rowsSince\":3");
    }
}
