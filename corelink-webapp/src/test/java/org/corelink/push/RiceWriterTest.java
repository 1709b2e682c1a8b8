package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RiceWriterTest {
    @Test
    void contextThatIsAllZeroTakesNoBit() {
        RiceWriter writer = new RiceWriter(1);
        for (int i = 0; i < 100; i++) {
            writer.signed(0, 0);
        }
        assertThat(bytes(writer)).isEmpty();
    }

    @Test
    void smallNumbersTakeAByteOrLess() {
        RiceWriter writer = new RiceWriter(1);
        for (int i = 0; i < 100; i++) {
            writer.signed(0, i % 7 - 3);
        }
        assertThat(bytes(writer)).hasSizeLessThan(50);
    }

    @Property
    void everyNumberIsReadAgainAsItWas(
            @ForAll List<@IntRange(min = -1_000_000_000, max = 1_000_000_000) Integer> wide,
            @ForAll List<@IntRange(min = -9, max = 9) Integer> narrow) {
        RiceWriter writer = new RiceWriter(2);
        wide.forEach(value -> writer.signed(0, value));
        writer.bit(true);
        narrow.forEach(value -> writer.signed(1, value));
        LivePage.BitReader reader = new LivePage.BitReader(bytes(writer));
        int[] parameters = writer.parameters();
        wide.forEach(value -> assertThat(reader.signed(parameters[0])).isEqualTo(value));
        assertThat(reader.bits(1)).isEqualTo(1);
        narrow.forEach(value -> assertThat(reader.signed(parameters[1])).isEqualTo(value));
    }

    private static byte[] bytes(RiceWriter writer) {
        BitWriter out = new BitWriter();
        writer.writeTo(out, writer.parameters());
        return out.toBytes();
    }
}
