package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\tb",
                "a\nb",
                "\u0000",
                "\u001b[31m",
                "\u202eabc",
                "\u200b",
                "\ud800",
                "\ue000",
                "a\u00a0b",
                "\u2028"
            })
    void whatAPersonCannotReadIsNotPrintable(String text) {
        assertThat(PrintableText.isPrintable(text, 64)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GeForce RTX 4090", "Größe 日本 \ud83d\ude00", "<b>&\"'"})
    void whatAPersonCanReadIsPrintable(String text) {
        assertThat(PrintableText.isPrintable(text, 64)).isTrue();
    }

    @Property
    void cleanedTextIsPrintableAndBounded(@ForAll String text, @ForAll @IntRange(max = 100) int length) {
        String clean = PrintableText.clean(text, length);
        assertThat(PrintableText.isPrintable(clean, length)).isTrue();
        assertThat(clean).doesNotContain("  ").isEqualTo(clean.strip());
    }

    @Property
    void cleaningTwiceIsCleaningOnce(@ForAll String text, @ForAll @IntRange(max = 100) int length) {
        String clean = PrintableText.clean(text, length);
        assertThat(PrintableText.clean(clean, length)).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource({"H100 80GB HBM3, 10, H100 80GB", "H100, 10, H100", "H100 80GB, 9, H100 80GB", "A 日\ud83d\ude00, 4, A 日"
    })
    void textThatIsCutEndsWithAWholeCharacterAndNoSpace(String text, int length, String cut) {
        assertThat(PrintableText.cut(text, length)).isEqualTo(cut);
    }
}
