package org.corelink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.Views;
import org.junit.jupiter.api.Test;

class ClusterTableTest {
    private static final ClusterView VIEW = Views.view(1, Views.node("a", 50, 90), Views.node("b", 10));

    private static ClusterTable table(Map<String, String> parameters) {
        return ClusterTable.of(VIEW, name -> Optional.ofNullable(parameters.get(name)), 1);
    }

    private static List<String> keys(ClusterTable table) {
        return table.getLines().stream().map(TableRow::getKey).toList();
    }

    @Test
    void addressIsEmptyUntilSomethingIsAskedFor() {
        assertThat(table(Map.of()).getAddress()).isEqualTo("?");
        assertThat(table(Map.of("q", " util > 40 ", "sort", "-util", "trouble", "first"))
                        .getAddress())
                .isEqualTo("?q=util%3E40&sort=-util&trouble=first");
        assertThat(table(Map.of("view", "map", "kiosk", "")).getAddress()).isEqualTo("?view=map&kiosk=");
    }

    @Test
    void headTurnsFromUnsortedToAscendingToDescendingAndBack() {
        assertThat(table(Map.of()).getHeads().get("util"))
                .returns("none", ClusterTable.Head::direction)
                .returns("?sort=util", ClusterTable.Head::link);
        assertThat(table(Map.of("sort", "util")).getHeads().get("util"))
                .returns("ascending", ClusterTable.Head::direction)
                .returns("?sort=-util", ClusterTable.Head::link);
        assertThat(table(Map.of("sort", "-util")).getHeads().get("util"))
                .returns("descending", ClusterTable.Head::direction)
                .returns("?", ClusterTable.Head::link);
    }

    @Test
    void otherHeadsTakeOverOrJoin() {
        assertThat(table(Map.of("sort", "-util,mem")).getHeads().get("temp"))
                .returns("?sort=temp", ClusterTable.Head::link)
                .returns("?sort=-util%2Cmem%2Ctemp", ClusterTable.Head::also);
        assertThat(table(Map.of("sort", "-util,mem")).getHeads().get("mem")).returns("2", ClusterTable.Head::place);
    }

    @Test
    void wrongSearchStaysInTheBoxAndIsExplained() {
        ClusterTable table = table(Map.of("q", "utl>40", "sort", "util"));
        assertThat(table.getFault()).contains("Did you mean \"util\"?");
        assertThat(table.getQuery()).isEqualTo("utl>40");
        assertThat(table.getAddress()).isEqualTo("?q=utl%3E40&sort=util");
    }

    @Test
    void filterOfAColumnGoesIntoTheSearch() {
        ClusterTable table = table(Map.of("q", "a util>1", "f.util", ">60"));
        assertThat(table.getQuery()).isEqualTo("a util>60");
        assertThat(keys(table)).containsExactly("a/1");
        assertThat(table.getHeads().get("util").filter()).isEqualTo(">60");
        assertThat(table(Map.of("q", "a util>1", "f.util", "")).getQuery()).isEqualTo("a");
        assertThat(table(Map.of("q", "a util>1", "f.util", ">many")).getFault()).contains("many");
    }

    @Test
    void pageBeyondTheLastIsTheLast() {
        ClusterTable table = table(Map.of("page", "99"));
        assertThat(table.getAddress()).isEqualTo("?");
        assertThat(table.getFirst()).isEqualTo(1);
        assertThat(table.getLast()).isEqualTo(3);
        assertThat(table(Map.of("q", "nothing")).getFirst()).isZero();
        assertThat(table(Map.of("page", "-1", "size", "7")).getLines()).hasSize(3);
    }

    @Test
    void rowsOfOneMachineRepeatItsName() {
        assertThat(table(Map.of()).getLines().stream().map(TableRow::getStyleClass))
                .containsExactly("is-online", "is-online repeat", "is-online");
    }

    @Test
    void everyColumnHasItsNameAndItsExplanation() {
        ResourceBundle messages = ResourceBundle.getBundle("org.corelink.page.messages", Locale.ROOT);
        assertThat(Column.values())
                .allMatch(column -> messages.containsKey("column." + column.key()))
                .allMatch(column -> messages.containsKey("hint." + column.key()));
    }
}
