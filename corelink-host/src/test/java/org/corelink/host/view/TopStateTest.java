package org.corelink.host.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.corelink.cluster.Column;
import org.junit.jupiter.api.Test;

class TopStateTest {
    private static final Viewport SEEN =
            new Viewport(10, 25, List.of(Column.NODE, Column.GPU, Column.UTILIZATION, Column.MODEL));
    private static final TopState START = TopState.of(Listings.wanted(Map.of()));

    private static TopState type(TopState state, String letters) {
        TopState now = state;
        for (int letter : letters.codePoints().toArray()) {
            now = now.on(Key.LETTER, Character.toString(letter), SEEN);
        }
        return now;
    }

    private static String sort(TopState state) {
        return state.selection().parameters().getOrDefault("sort", "");
    }

    @Test
    void arrowsAndPagesStayWithinTheList() {
        assertThat(START.on(Key.UP, "", SEEN).first()).isZero();
        TopState next = START.on(Key.PAGE_DOWN, "", SEEN);
        assertThat(next.first()).isEqualTo(10);
        assertThat(next.on(Key.DOWN, "", SEEN).first()).isEqualTo(11);
        TopState end = next.on(Key.END, "", SEEN);
        assertThat(end.first()).isEqualTo(15);
        assertThat(end.on(Key.DOWN, "", SEEN)).isEqualTo(end);
        assertThat(end.on(Key.PAGE_UP, "", SEEN).first()).isEqualTo(5);
        assertThat(end.on(Key.HOME, "", SEEN).first()).isZero();
    }

    @Test
    void rightGoesFromColumnToColumnTheHighestFirstAndLeftBackToTheMachines() {
        TopState byUtil = START.on(Key.RIGHT, "", SEEN).on(Key.RIGHT, "", SEEN).on(Key.RIGHT, "", SEEN);
        assertThat(sort(byUtil)).isEqualTo("-util");
        assertThat(sort(type(byUtil, "r"))).isEqualTo("util");
        assertThat(sort(byUtil.on(Key.RIGHT, "", SEEN))).isEqualTo("model");
        assertThat(sort(byUtil.on(Key.RIGHT, "", SEEN).on(Key.RIGHT, "", SEEN))).isEqualTo("model");
        assertThat(sort(byUtil.on(Key.LEFT, "", SEEN).on(Key.LEFT, "", SEEN).on(Key.LEFT, "", SEEN)))
                .isEmpty();
    }

    @Test
    void searchCountsOnceItMakesSense() {
        TopState typing = type(START, "/util>8");
        assertThat(typing.typed()).isEqualTo("util>8");
        assertThat(type(typing, "0q")
                        .on(Key.ENTER, "", SEEN)
                        .selection()
                        .query()
                        .isAll())
                .isTrue();
        TopState mended = type(typing, "0x").on(Key.BACKSPACE, "", SEEN).on(Key.ENTER, "", SEEN);
        assertThat(mended.selection().query()).hasToString("util>80");
        assertThat(mended.typed()).isNull();
        assertThat(mended.on(Key.ESCAPE, "", SEEN).selection().query().isAll()).isTrue();
    }

    @Test
    void escapeLeavesASearchThatIsTypedAndKeepsTheOneBefore() {
        TopState searching = TopState.of(Listings.wanted(Map.of("q", "util>80")));
        TopState typing = type(searching, "/");
        assertThat(typing.typed()).isEqualTo("util>80");
        assertThat(typing.on(Key.KILL, "", SEEN).typed()).isEmpty();
        assertThat(typing.on(Key.ESCAPE, "", SEEN)).isEqualTo(searching);
    }

    @Test
    void nothingIsDeletedBeforeTheFirstLetter() {
        assertThat(type(START, "/").on(Key.BACKSPACE, "", SEEN).typed()).isEmpty();
    }

    @Test
    void troubleFirstIsSwitchedAndQEndsIt() {
        TopState first = type(START, "!");
        assertThat(first.selection().troubleFirst()).isTrue();
        assertThat(type(first, "!").selection().troubleFirst()).isFalse();
        assertThat(type(START, "q").ended()).isTrue();
        assertThat(type(START, "/q").ended()).isFalse();
    }
}
