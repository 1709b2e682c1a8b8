package org.corelink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corelink.cluster.Views;
import org.corelink.cluster.event.EventKind;
import org.corelink.cluster.event.EventLog;
import org.corelink.cluster.history.NodeHistory;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ApiTest {
    private Snapshot snapshot = Snapshots.full();
    private final Api api = new Api(() -> snapshot, Snapshots::history, Documents.ofThisBuild("0.02.0"));

    private static Call call(String path) {
        return new Call("GET", path, Map.of(), null, null);
    }

    private static Call asking(String path, @Nullable String accept, @Nullable String ifNoneMatch) {
        return new Call("GET", path, Map.of(), accept, ifNoneMatch);
    }

    private Answer events(String... parameters) {
        Map<String, List<String>> query = new java.util.LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], List.of(parameters[i + 1]));
        }
        return api.answer(new Call("GET", "/api/v1/events", query, null, null));
    }

    private static void isProblem(Answer answer, Problem problem, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode body = Trees.of(answer);
        assertThat(body.get("type").asString()).isEqualTo(problem.type());
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("title").asString()).isNotBlank();
        assertThat(body.get("detail").asString()).endsWith(".");
    }

    static Stream<String> paths() {
        return new Api(Snapshots::full, Snapshots::history, Documents.ofThisBuild("0.02.0"))
                .routes().stream().map(route -> route.path().replace("{id}", "3fa2"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyRouteAnswers(String path) {
        assertThat(api.answer(call(path)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyRouteIsReadOnly(String path) {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "BREW")) {
            Answer answer = api.answer(new Call(method, path, Map.of(), null, null));
            isProblem(answer, Problem.METHOD_NOT_ALLOWED, 405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
        Answer options = api.answer(new Call("OPTIONS", path, Map.of(), null, null));
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void formatThatIsNotThereIsAProblem(String path) {
        isProblem(api.answer(asking(path, "application/xml", null)), Problem.NOT_ACCEPTABLE, 406);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void unknownParameterIsAProblem(String path) {
        Answer answer = api.answer(new Call("GET", path, Map.of("revision", List.of("999")), null, null));
        isProblem(answer, Problem.INVALID_PARAMETER, 400);
        assertThat(Trees.of(answer).get("detail").asString()).contains("revision");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v1",
                "/api/v2/cluster",
                "/api/v1/cluster/",
                "/api/v1/nodes",
                "/api/v1/nodes/",
                "/api/v1/nodes/3fa2/gpus",
                "/api/v1/nodes//history",
                "/api/v1/nodes/3fa2/0/history",
                "/api/v1/nodes/3fa2/history/",
                "/metrics/x",
                ""
            })
    void unknownPathIsAProblem(String path) {
        isProblem(api.answer(call(path)), Problem.UNKNOWN_RESOURCE, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nodes/none",
                "/api/v1/nodes/<script>",
                "/api/v1/nodes/3FA2",
                "/api/v1/nodes/history",
                "/api/v1/nodes/none/history"
            })
    void unknownNodeIsAProblem(String path) {
        isProblem(api.answer(call(path)), Problem.UNKNOWN_NODE, 404);
    }

    @Test
    void oneMachineIsTheSameAsInTheCluster() {
        JsonNode one = Trees.of(api.answer(call("/api/v1/nodes/0001")));
        JsonNode all = Trees.of(api.answer(call("/api/v1/cluster")));
        assertThat(one.get("revision").asLong()).isEqualTo(7);
        all.at("/nodes/0")
                .properties()
                .forEach(field -> assertThat(one.get(field.getKey())).isEqualTo(field.getValue()));
    }

    @Test
    void historyIsInColumnsWhoseUnknownValuesKeepTheirPlaces() {
        Answer answer = api.answer(call("/api/v1/nodes/3fa2/history"));
        JsonNode body = Trees.of(answer);
        assertThat(body.get("stepSeconds").asInt()).isEqualTo(10);
        assertThat(body.get("end").asString()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(body.get("cpuPercent").toString()).isEqualTo("[0,null,64]");
        assertThat(body.at("/gpus/0/memoryUsedBytes").toString()).isEqualTo("[0,null,67108864]");
        assertThat(answer.header("ETag")).isEqualTo("W/\"k3f9a0c1-178\"");
        assertThat(api.answer(asking("/api/v1/nodes/3fa2/history", null, answer.header("ETag")))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void historyThatHasNotBegunIsEmpty() {
        Api young = new Api(() -> snapshot, _ -> NodeHistory.NONE, Documents.ofThisBuild("0.02.0"));
        assertThat(young.answer(call("/api/v1/nodes/3fa2/history")).text())
                .isEqualTo("{\"stepSeconds\":10,\"gpus\":[]}");
    }

    @Test
    void revisionIsTheTag() {
        Answer first = api.answer(call("/api/v1/cluster"));
        assertThat(first.header("ETag")).isEqualTo("W/\"k3f9a0c1-7\"");
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
        Answer again = api.answer(asking("/api/v1/cluster", null, first.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        snapshot = Snapshots.of(Views.view(8, Views.node("1", 2)));
        assertThat(api.answer(asking("/api/v1/cluster", null, first.header("ETag")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"x\", W/\"k3f9a0c1-7\"", "\"k3f9a0c1-7\""})
    void whoHasItAlreadyGetsNothing(String ifNoneMatch) {
        assertThat(api.answer(asking("/api/v1/cluster", null, ifNoneMatch)).status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "W/", "\"k3f9a0c1-6\"", "k3f9a0c1-7"})
    void otherTagsAreIgnored(String ifNoneMatch) {
        assertThat(api.answer(asking("/api/v1/cluster", null, ifNoneMatch)).status())
                .isEqualTo(200);
    }

    @Test
    void eventsTellKindReasonAndEvidence() {
        JsonNode body = Trees.of(events("kind", "down"));
        assertThat(body.get("events")).hasSize(1);
        JsonNode down = body.at("/events/0");
        assertThat(down.get("time").asString()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(down.get("kind").asString()).isEqualTo("down");
        assertThat(down.get("node").asString()).isEqualTo("dead");
        assertThat(down.get("evidence").asString()).isEqualTo(down.get("reason").asString());
        assertThat(Trees.of(events("kind", "gpu-lost")).at("/events/0/gpus").toString())
                .isEqualTo("[1,2]");
    }

    @Test
    void eventsAreFilteredAndLimitedToTheNewest() {
        int all = EventKind.values().length;
        assertThat(Trees.of(events()).get("events")).hasSize(all);
        assertThat(Trees.of(events("after", Integer.toString(all - 3))).get("events"))
                .hasSize(3);
        assertThat(Trees.of(events("limit", "2")).get("events").findValuesAsString("kind"))
                .containsExactly("clock-right", "datagrams-rejected");
        assertThat(Trees.of(events("node", "none")).get("events")).isEmpty();
        assertThat(events().header("ETag")).isEqualTo("W/\"k3f9a0c1-" + all + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=x",
                "after=-1",
                "after=22",
                "after=99999999999999999999",
                "limit=0",
                "limit=1001",
                "kind=DOWN",
                "kind="
            })
    void eventQueryThatMakesNoSenseIsAProblem(String query) {
        String[] parts = query.split("=", 2);
        isProblem(events(parts[0], parts[1]), Problem.INVALID_PARAMETER, 400);
    }

    @Test
    void parameterThatIsGivenTwiceIsAProblem() {
        Answer answer = api.answer(new Call("GET", "/api/v1/events", Map.of("limit", List.of("1", "2")), null, null));
        isProblem(answer, Problem.INVALID_PARAMETER, 400);
    }

    @Test
    void emptyLogIsNoProblem() {
        snapshot = Snapshots.of(Views.view(1), EventLog.EMPTY);
        assertThat(events().text()).isEqualTo("{\"revision\":0,\"oldest\":0,\"events\":[]}");
    }

    @Test
    void isNotReadyUntilGossipHasSpokenAndTheMachineKnowsItself() {
        assertThat(api.answer(call("/readyz")).text()).isEqualTo("ready\n");
        Snapshot full = snapshot;
        snapshot = Snapshots.of(Views.view(1, Views.node("other")));
        isProblem(api.answer(call("/readyz")), Problem.NOT_READY, 503);
        snapshot = new Snapshot(
                full.release(),
                full.view(),
                EventLog.EMPTY,
                GossipCounters.ZERO,
                new GossipStatus(List.of(), 0, -1),
                0);
        isProblem(api.answer(call("/readyz")), Problem.NOT_READY, 503);
        assertThat(api.answer(call("/healthz")).text()).isEqualTo("ok\n");
    }
}
