package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.corelink.cluster.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellNumbersTest {
    private static final Cell MEMORY = new Cell("12.3 / 24.0 GiB", 51, "card 2");

    @Test
    void numbersAreThoseOfTextAndHintAndThenTheBar() {
        assertThat(CellNumbers.of(new Cell("12.3 / 24.0 GiB", 60, "card 2")).numbers())
                .containsExactly(123, 240, 2, 60);
    }

    @Test
    void barThatIsTheShareOfTheFirstInTheSecondIsNotTold() {
        assertThat(CellNumbers.of(MEMORY).numbers()).containsExactly(123, 240, 2);
        assertThat(CellNumbers.of(new Cell("0.0 / 24.0 GiB", 0)).numbers()).containsExactly(0, 240);
    }

    @Test
    void signBelongsToItsNumber() {
        assertThat(CellNumbers.of(Cell.of("-12 ms")).numbers()).containsExactly(-12);
        assertThat(hasShapeOf(Cell.of("+3 ms"), Cell.of("-12 ms"))).isTrue();
        assertThat(hasShapeOf(Cell.of("+3 ms"), Cell.of("-0 ms"))).isFalse();
        assertThat(CellNumbers.of(Cell.of("GPU-3")).numbers()).containsExactly(3);
    }

    @Test
    void barThatIsTheFirstNumberIsNotToldTwice() {
        assertThat(CellNumbers.of(new Cell("97 %", 97)).numbers()).containsExactly(97);
    }

    @Test
    void cellsOfOneShapeDifferInTheirNumbersAlone() {
        assertThat(hasShapeOf(MEMORY, new Cell("1.0 / 80.0 GiB", 1, "card 3"))).isTrue();
        assertThat(hasShapeOf(MEMORY, new Cell("1 / 80.0 GiB", 1, "card 3"))).isFalse();
        assertThat(hasShapeOf(MEMORY, Cell.UNKNOWN)).isFalse();
        assertThat(hasShapeOf(new Cell("97 %", 97), new Cell("97 %", 96))).isFalse();
        assertThat(hasShapeOf(Cell.of("97 %"), new Cell("97 %", 97))).isFalse();
    }

    private static boolean hasShapeOf(Cell one, Cell other) {
        return CellNumbers.of(one).hasShapeOf(CellNumbers.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "0000",
                "1234567890",
                "1.",
                ".5",
                "0.05",
                "1.2.3",
                "-1.25 s",
                "+0 ms",
                "-0 ms",
                "-0.00 s",
                "-007",
                "a-5 -5 +5 - 5 --5",
                "9.90 and 10",
                "",
                "4.0 x 16"
            })
    void whateverLooksLikeANumberIsWrittenAgainAsItWas(String text) {
        CellNumbers cell = CellNumbers.of(Cell.of(text));
        assertThat(LivePage.written(cell.shape(), cell.numbers())).isEqualTo(Cell.of(text));
    }

    @Property
    void shapeAndNumbersGiveTheVeryCellAgain(@ForAll("cells") Cell cell) {
        CellNumbers apart = CellNumbers.of(cell);
        assertThat(LivePage.written(apart.shape(), apart.numbers())).isEqualTo(cell);
    }

    @Property
    void numbersOfOneAreThoseOfTheOtherAfterTheirDifferences(@ForAll("cells") Cell one, @ForAll("cells") Cell other) {
        CellNumbers from = CellNumbers.of(one);
        CellNumbers to = CellNumbers.of(other);
        if (from.hasShapeOf(to)) {
            assertThat(LivePage.written(from.shape(), to.numbers())).isEqualTo(other);
        }
    }

    @Provide
    Arbitrary<Cell> cells() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars('0', '1', '9', '.', '0', '5', ' ', '/', 'G', '-', '+', '–', 'é')
                .ofMaxLength(24);
        Arbitrary<Integer> bars = Arbitraries.integers().between(-1, 100);
        return Combinators.combine(texts, bars, texts).as(Cell::new);
    }
}
