package org.corelink.host.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corelink.cluster.Column;
import org.corelink.cluster.query.RowSelection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableLayoutTest {
    private static final List<Entry> ENTRIES = Listings.small().entries();

    private static List<Column> columns(TableLayout layout) {
        return layout.slots().stream().map(Slot::column).toList();
    }

    @Test
    void narrowTerminalKeepsWhatAnswersWhatIsFree() {
        TableLayout layout = TableLayout.of(RowSelection.USUAL_COLUMNS, ENTRIES, 40);
        assertThat(columns(layout))
                .containsExactly(Column.NODE, Column.STATE, Column.GPU, Column.UTILIZATION, Column.MEMORY);
        assertThat(layout.left()).contains(Column.MODEL, Column.DRIVER);
    }

    @Test
    void usualTerminalHasABarBeforeLesserColumns() {
        TableLayout layout = TableLayout.of(RowSelection.USUAL_COLUMNS, ENTRIES, 80);
        assertThat(columns(layout)).contains(Column.MODEL, Column.TEMPERATURE, Column.POWER);
        assertThat(layout.slots())
                .filteredOn(slot -> slot.column() == Column.UTILIZATION)
                .allMatch(slot -> slot.bar() >= 8);
    }

    @Test
    void wideTerminalShowsEverythingThatIsUsual() {
        TableLayout layout = TableLayout.of(RowSelection.USUAL_COLUMNS, ENTRIES, 200);
        EnumSet<Column> shown = EnumSet.copyOf(RowSelection.USUAL_COLUMNS);
        // It stands beside the state.
        shown.remove(Column.SEEN);
        assertThat(columns(layout)).containsExactlyElementsOf(shown);
        assertThat(layout.left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 40, 60, 80, 99, 100, 120, 160, 200, 400})
    void noLineIsWiderThanTheTerminal(int width) {
        TableLayout layout = TableLayout.of(EnumSet.allOf(Column.class), ENTRIES, width);
        int gaps = Math.max(0, layout.slots().size() - 1) * TableLayout.gap(width);
        assertThat(layout.slots().stream().mapToInt(Slot::fullWidth).sum() + gaps)
                .isLessThanOrEqualTo(width);
    }

    @Test
    void numberThatGetsADigitMoreMovesNothing() {
        List<Entry> others = ENTRIES.stream()
                .map(entry -> {
                    var values = new HashMap<>(entry.values());
                    values.replace("util", 100.0);
                    values.replace("temp", 9.0);
                    values.replace("power", 7.0);
                    return new Entry(entry.machine(), values);
                })
                .toList();
        assertThat(TableLayout.of(RowSelection.USUAL_COLUMNS, others, 120))
                .isEqualTo(TableLayout.of(RowSelection.USUAL_COLUMNS, ENTRIES, 120));
    }

    @Test
    void withoutATerminalNothingIsCut() {
        Entry longName = new Entry("a", Map.of("node", "n".repeat(64), "state", "online"));
        TableLayout layout = TableLayout.unbounded(EnumSet.of(Column.NODE, Column.STATE), List.of(longName));
        assertThat(layout.slots().getFirst().width()).isEqualTo(64);
    }
}
