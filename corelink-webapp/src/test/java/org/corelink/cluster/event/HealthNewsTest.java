package org.corelink.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Views;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.node.NodeState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthNewsTest {
    private static final NodeView THREE_GPUS = Views.node("1", 50, 60, 70);

    private HealthNews health = HealthNews.NONE;
    private long revision;

    private List<News> look(NodeView... nodes) {
        List<News> news = new ArrayList<>();
        revision++;
        health = health.after(Views.view(revision, nodes), news);
        return news;
    }

    private static NodeView withCondition(NodeView node, int index, GpuCondition condition) {
        List<Gpu> gpus = new ArrayList<>(node.state().gpus());
        Gpu before = gpus.get(index);
        gpus.set(index, new Gpu(before.inventory(), before.reading(), condition));
        return Views.with(node, gpus, null);
    }

    private static NodeView without(NodeView node, int index) {
        List<Gpu> gpus = new ArrayList<>(node.state().gpus());
        gpus.remove(index);
        return Views.with(node, gpus, null);
    }

    @Test
    void healthyMachineIsNoNews() {
        assertThat(look(THREE_GPUS)).isEmpty();
        assertThat(look(THREE_GPUS, Views.node("2", 1))).isEmpty();
    }

    @Test
    void gpuThatFallsOffTheBusAndReturnsIsToldOnceEach() {
        look(THREE_GPUS);
        NodeView lost = withCondition(THREE_GPUS, 1, GpuCondition.ofFault("GPU is lost"));
        assertThat(look(lost)).singleElement().satisfies(news -> {
            assertThat(news.kind()).isEqualTo(EventKind.GPU_LOST);
            assertThat(news.gpus()).containsExactly(1);
            assertThat(news.reason()).isEqualTo("GPU is lost");
        });
        assertThat(look(lost)).isEmpty();
        assertThat(look(THREE_GPUS)).singleElement().satisfies(news -> {
            assertThat(news.kind()).isEqualTo(EventKind.GPU_BACK);
            assertThat(news.gpus()).containsExactly(1);
        });
    }

    @Test
    void gpuThatIsNotListedAnyMoreIsLost() {
        look(THREE_GPUS);
        assertThat(look(without(THREE_GPUS, 2))).singleElement().satisfies(news -> {
            assertThat(news.kind()).isEqualTo(EventKind.GPU_LOST);
            assertThat(news.gpus()).containsExactly(2);
            assertThat(news.reason()).isEqualTo("the driver does not list it any more");
        });
    }

    @Test
    void driverThatHangsLosesAllGpusInOneEntry() {
        look(THREE_GPUS);
        List<Gpu> silent =
                THREE_GPUS.state().gpus().stream().map(Gpu::withoutReading).toList();
        assertThat(look(Views.with(THREE_GPUS, silent, "the driver hangs")))
                .containsExactly(
                        new News(EventKind.GPU_LOST, THREE_GPUS.id(), "1", List.of(0, 1, 2), 1, "the driver hangs"));
    }

    private static NodeView withError(NodeView node, @Nullable Integer xid, int... indices) {
        List<Gpu> gpus = new ArrayList<>(node.state().gpus());
        for (int index : indices) {
            Gpu before = gpus.get(index);
            Map<GpuQuantity, Integer> values = new EnumMap<>(before.reading().values());
            values.compute(GpuQuantity.XID, (_, _) -> xid);
            gpus.set(index, new Gpu(before.inventory(), new GpuReading(values, null, null), before.condition()));
        }
        return Views.with(node, gpus, null);
    }

    private static News error(List<Integer> gpus, String reason) {
        return new News(EventKind.GPU_ERROR, THREE_GPUS.id(), "1", gpus, 1, reason);
    }

    @Test
    void errorNumberOfTheDriverIsToldOnceInWordsWithAllItsGpus() {
        look(THREE_GPUS);
        NodeView faulty = withError(THREE_GPUS, 31, 0, 2);
        assertThat(look(faulty)).containsExactly(error(List.of(0, 2), "XID 31: GPU memory page fault"));
        assertThat(look(faulty)).isEmpty();
        assertThat(look(withError(faulty, 7, 2))).containsExactly(error(List.of(2), "XID 7"));
    }

    @Test
    void errorNumberThatAHeartbeatHasNoRoomForIsNotToldAgain() {
        look(withError(THREE_GPUS, 31, 1));
        assertThat(look(THREE_GPUS)).isEmpty();
        assertThat(look(withError(THREE_GPUS, 31, 1))).isEmpty();
    }

    @Test
    void equalErrorNumberAfterARestartIsAnotherError() {
        look(withError(THREE_GPUS, 31, 1));
        look(Views.saying(THREE_GPUS, NodeState.starting("0.02.0")));
        assertThat(look(withError(THREE_GPUS, 31, 1))).hasSize(1);
    }

    @Test
    void machineThatHasNotReadItsGpusYetHasNotLostThem() {
        look(THREE_GPUS);
        NodeView restarted = Views.saying(THREE_GPUS, NodeState.starting("0.02.0"));
        assertThat(look(restarted)).isEmpty();
        assertThat(look(THREE_GPUS)).isEmpty();
    }

    @Test
    void lastWordOfAMachineThatIsDownIsNoNews() {
        look(THREE_GPUS);
        assertThat(look(Views.with(without(THREE_GPUS, 0), MemberState.DOWN, "its port is closed")))
                .isEmpty();
        assertThat(look(without(THREE_GPUS, 0))).hasSize(1);
    }

    @Test
    void clockIsToldWhenItIsOffAndWhenItIsRightAgainButNotInBetween() {
        assertThat(look(Views.drifting(THREE_GPUS, 0.9))).isEmpty();
        assertThat(look(Views.drifting(THREE_GPUS, -1.25))).singleElement().satisfies(news -> {
            assertThat(news.kind()).isEqualTo(EventKind.CLOCK_OFF);
            assertThat(news.reason()).isEqualTo("its clock is -1.250 s from NTP time");
        });
        assertThat(look(Views.drifting(THREE_GPUS, 0.9))).isEmpty();
        assertThat(look(Views.drifting(THREE_GPUS, null))).isEmpty();
        assertThat(look(Views.drifting(THREE_GPUS, 0.1))).extracting(News::kind).containsExactly(EventKind.CLOCK_RIGHT);
    }
}
