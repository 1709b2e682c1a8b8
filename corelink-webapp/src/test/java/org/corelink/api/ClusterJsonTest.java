package org.corelink.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Views;
import org.corelink.gpu.GpuQuantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ClusterJsonTest {
    private static JsonNode cluster(Snapshot snapshot) {
        return Trees.of(ClusterJson.cluster(snapshot));
    }

    @Test
    void clusterNamesItsRevisionItselfAndAllMachines() {
        JsonNode cluster = cluster(Snapshots.full());
        assertThat(cluster.get("revision").asLong()).isEqualTo(7);
        assertThat(cluster.get("self").asString()).isEqualTo("0001");
        assertThat(cluster.at("/cluster/nodesByState").toString())
                .isEqualTo("{\"online\":2,\"suspect\":0,\"down\":1,\"stale\":0,\"left\":0}");
        assertThat(cluster.at("/cluster/gpuCount").asInt()).isEqualTo(3);
        assertThat(cluster.get("nodes")).hasSize(3);
    }

    @Test
    void machineTellsWhoItIsHowItIsAndWhenItWasHeard() {
        JsonNode node = cluster(Snapshots.full()).at("/nodes/1");
        assertThat(node.get("id").asString()).isEqualTo("3fa2");
        assertThat(node.get("host").asString()).isEqualTo("3fa2");
        assertThat(node.get("state").asString()).isEqualTo("online");
        assertThat(node.get("lastSeenSeconds").asDouble()).isEqualTo(12.346);
        assertThat(node.get("addresses").toString()).isEqualTo("[\"10.0.0.1\"]");
        assertThat(node.at("/gpus/0/utilizationPercent").asInt()).isEqualTo(97);
    }

    @Test
    void unitsAreThoseOfTheNames() {
        JsonNode node = cluster(Snapshots.full()).at("/nodes/1");
        assertThat(node.get("linkBitsPerSecond").asLong()).isEqualTo(1_000_000_000L);
        assertThat(node.get("corelinkBitsPerSecond").asLong()).isEqualTo(1_200);
        assertThat(node.at("/gpus/0/memoryTotalBytes").asLong()).isEqualTo(24_564L << 20);
        assertThat(node.at("/gpus/0/smClockHertz").asLong()).isEqualTo(2_520_000_000L);
        assertThat(node.at("/gpus/0/temperatureCelsius").asInt()).isEqualTo(71);
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        JsonNode node = cluster(Snapshots.of(Views.view(1, Views.drifting(Views.node("1", (Integer) null), null))))
                .at("/nodes/0");
        assertThat(Trees.fields(node))
                .contains("gpus[].powerWatts")
                .doesNotContain(
                        "clockDriftSeconds", "gpus[].utilizationPercent", "gpus[].fanPercent", "gpus[].uuid", "system")
                .noneMatch(field -> node.at("/" + field.replace('.', '/')).isNull());
    }

    @Test
    void lastWordOfAMachineThatIsDownIsSaidToBeThat() {
        JsonNode node = cluster(Snapshots.full()).at("/nodes/2");
        assertThat(node.get("state").asString()).isEqualTo("down");
        assertThat(node.get("reason").asString()).isEqualTo("its port is closed");
        assertThat(node.get("live").asBoolean()).isFalse();
        assertThat(node.at("/gpus/0/utilizationPercent").asInt()).isEqualTo(55);
    }

    @Test
    void machineThatAnswersTellsItsOwnAddresses() {
        JsonNode self = cluster(Snapshots.full()).at("/nodes/0");
        assertThat(self.get("self").asBoolean()).isTrue();
        assertThat(self.get("addresses").toString()).isEqualTo("[\"10.0.0.7\",\"10.1.0.7\"]");
    }

    @Test
    void ageOfAReadingIsThatWhenItWasToldAndTheTimeSince() {
        NodeView heardLongAgo = Views.heardAt(Snapshots.self(), 0);
        JsonNode node = cluster(Snapshots.of(Views.view(1, heardLongAgo))).at("/nodes/0");
        assertThat(node.at("/readingAgeSeconds/gpus").asDouble()).isEqualTo(12.846);
    }

    @Test
    void commandLinesOfProcessesAreNotTold() {
        String json = cluster(Snapshots.full()).toString();
        assertThat(json).contains("\"pid\":4711");
        assertThat(Snapshots.secrets()).noneMatch(json::contains);
    }

    @Test
    void deltaHoldsWhatChangedAndWhatIsGone() {
        NodeView same = Views.node("same", 1);
        ClusterView from = Views.view(4, same, Views.node("gone", 2), Views.node("changed", 3));
        ClusterView to = Views.view(6, same, Views.node("changed", 4), Views.node("new", 5));
        JsonNode delta = Trees.of(ClusterJson.delta(from, Snapshots.of(to)));
        assertThat(delta.get("from").asLong()).isEqualTo(4);
        assertThat(delta.get("revision").asLong()).isEqualTo(6);
        assertThat(delta.get("nodes").findValuesAsString("id")).containsExactly("changed", "new");
        assertThat(delta.get("removed").toString()).isEqualTo("[\"gone\"]");
    }

    @Test
    void hostileNamesStayText() {
        String name = "</script>\"\u2028<img src=x>";
        String json = new String(
                ClusterJson.cluster(Snapshots.of(Views.view(1, Views.named(name, Views.node("1"))))),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(Trees.of(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .at("/nodes/0/host")
                        .asString())
                .isEqualTo(name);
        assertThat(json.lines()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyQuantityHasAFieldAndAMetricOfItsOwn(GpuQuantity quantity) {
        GpuFigure figure = GpuFigure.of(quantity);
        assertThat(figure.quantity()).isEqualTo(quantity);
        assertThat(figure.metric()).startsWith("corelink_gpu_");
        assertThat(GpuQuantity.values())
                .filteredOn(other -> GpuFigure.of(other).field().equals(figure.field())
                        || GpuFigure.of(other).metric().equals(figure.metric()))
                .containsExactly(quantity);
    }
}
