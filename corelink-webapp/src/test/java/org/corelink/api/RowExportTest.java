package org.corelink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corelink.cluster.Views;
import org.corelink.cluster.query.RowSelection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowExportTest {
    private static RowExport export(Snapshot snapshot, Map<String, String> parameters) {
        return RowExport.of(
                snapshot,
                RowSelection.read(name -> Optional.ofNullable(parameters.get(name)))
                        .selection());
    }

    private static String csv(Snapshot snapshot, Map<String, String> parameters) {
        return new String(export(snapshot, parameters).csv(), StandardCharsets.UTF_8);
    }

    @Test
    void numbersAreInTheUnitOfTheHeadAndWhatIsUnknownIsEmpty() {
        Snapshot snapshot = Snapshots.of(Views.view(1, Views.node("a", 50, null), Views.node("b")));
        assertThat(csv(snapshot, Map.of("sort", "-gpu", "cols", "node,gpu,util,mem,temp,fan,drift")))
                .isEqualTo("""
                    id,node,gpu,util (%),mem (GiB),temp (°C),fan (%),drift (ms)\r
                    a,a,1,,11.994,71,,3\r
                    a,a,0,50,11.994,71,,3\r
                    b,b,,,,,,3\r
                    """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+a", "-a", "@a", "\ta"})
    void nameThatWouldBeAFormulaIsHarmless(String name) {
        Snapshot snapshot = Snapshots.of(Views.view(1, Views.named(name, Views.node("a", 1))));
        assertThat(csv(snapshot, Map.of("cols", "node"))).contains("'" + name);
    }

    @Test
    void quotesCommasAndLineEndsStayWithinTheirField() {
        Snapshot snapshot = Snapshots.of(Views.view(1, Views.named("a \"b\", c\nd", Views.node("a", 1))));
        assertThat(csv(snapshot, Map.of("cols", "node"))).endsWith("a,\"a \"\"b\"\", c\nd\"\r\n");
    }

    @Test
    void jsonTellsItsColumnsAndLeavesOutWhatIsUnknown() {
        Snapshot snapshot = Snapshots.of(Views.view(7, Views.node("a", 50, null)));
        String json = new String(
                export(snapshot, Map.of("q", "temp>70", "cols", "node,util,mem"))
                        .json(),
                StandardCharsets.UTF_8);
        assertThat(json)
                .isEqualTo("{\"revision\":7,\"cluster\":" + summary(snapshot)
                        + ",\"query\":\"temp>70\",\"total\":2,\"columns\":[{\"key\":\"node\"},"
                        + "{\"key\":\"util\",\"unit\":\"%\"},{\"key\":\"mem\",\"unit\":\"GiB\"}],"
                        + "\"rows\":[{\"id\":\"a\",\"node\":\"a\",\"util\":50.0,\"mem\":11.994},"
                        + "{\"id\":\"a\",\"node\":\"a\",\"mem\":11.994}]}");
    }

    private static String summary(Snapshot snapshot) {
        String cluster = new String(ClusterJson.cluster(snapshot), StandardCharsets.UTF_8);
        return cluster.replaceFirst("^.*?\"cluster\":(.*),\"nodes\":.*$", "$1").replaceFirst(",\"self\":.*$", "");
    }

    @Test
    void callThatMakesNoSenseIsAProblemInWords() {
        Api api = new Api(Snapshots::full, Snapshots::history, Documents.ofThisBuild("0.02.0"));
        Answer wrong = api.answer(new Call("GET", "/api/v1/rows.csv", Map.of("q", List.of("utl>1")), null, null));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("Did you mean");
        Answer right = api.answer(new Call("GET", "/api/v1/rows.csv", Map.of("q", List.of("util>1")), null, null));
        assertThat(right.header("Content-Disposition")).contains("corelink-rows.csv");
    }
}
