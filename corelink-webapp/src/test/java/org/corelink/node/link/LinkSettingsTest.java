package org.corelink.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSettingsTest {
    private static final int WORDS = 4;

    /** An answer as the kernel builds it. */
    private static ByteBuffer answer(int speed, int duplex, int words, int... supportedBits) {
        ByteBuffer answer = ByteBuffer.allocate(LinkSettings.MAX_BYTES).order(ByteOrder.nativeOrder());
        answer.putInt(0, LinkSettings.COMMAND);
        answer.putInt(4, speed);
        answer.put(8, (byte) duplex);
        answer.put(15, (byte) words);
        for (int bit : supportedBits) {
            int place = LinkSettings.HEADER_BYTES + bit / 32 * 4;
            answer.putInt(place, answer.getInt(place) | 1 << bit % 32);
        }
        return answer;
    }

    @Test
    void gigabitCardOnAGigabitPort() {
        // 10 to 1000baseT, autonegotiation, twisted pair, MII, pause: what an Intel I210 tells.
        ByteBuffer answer = answer(1_000, 1, WORDS, 0, 1, 2, 3, 5, 6, 7, 9, 13);
        assertThat(LinkSettings.of(answer)).isEqualTo(new LinkSettings(1_000, 1_000, Duplex.FULL));
    }

    @Test
    void tenGigabitCardOnAGigabitPort() {
        // 100baseT to 10000baseT with 2.5 and 5: what an Intel X550 tells.
        ByteBuffer answer = answer(1_000, 1, WORDS, 3, 5, 6, 7, 12, 13, 47, 48);
        assertThat(LinkSettings.of(answer)).isEqualTo(new LinkSettings(1_000, 10_000, Duplex.FULL));
    }

    @Test
    void fastEthernetThatTakesTurns() {
        assertThat(LinkSettings.of(answer(100, 0, WORDS, 2, 3, 4, 5)))
                .isEqualTo(new LinkSettings(100, 1_000, Duplex.HALF));
    }

    @Test
    void virtualCardThatListsNoMode() {
        // What veth tells.
        assertThat(LinkSettings.of(answer(10_000, 1, WORDS))).isEqualTo(new LinkSettings(10_000, 0, Duplex.FULL));
    }

    @Test
    void linkThatIsDown() {
        assertThat(LinkSettings.of(answer(-1, 0xff, WORDS, 4, 5)))
                .isEqualTo(new LinkSettings(0, 1_000, Duplex.UNKNOWN));
    }

    @Test
    void modeInUseThatIsNotListedIsPossibleAllTheSame() {
        assertThat(LinkSettings.of(answer(40_000, 1, WORDS, 12)))
                .isEqualTo(new LinkSettings(40_000, 40_000, Duplex.FULL));
    }

    @Test
    void whatIsAdvertisedIsNotTakenForSupported() {
        ByteBuffer answer = answer(1_000, 1, 1, 5);
        // The second mask begins after the one word of the first.
        answer.putInt(LinkSettings.HEADER_BYTES + 4, 1 << 12);
        assertThat(LinkSettings.of(answer).maxMbit()).isEqualTo(1_000);
    }

    @Test
    void modesOfNewerKernelsAreNoSpeed() {
        assertThat(LinkSettings.of(answer(1_000, 1, 6, 5, 125, 150)).maxMbit()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"-3, 3", "-4, 4", "-127, 127"})
    void kernelSaysHowManyWordsItTakes(int field, int words) {
        assertThat(LinkSettings.wordsWanted(answer(0, 0, field))).hasValue(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, -128})
    void anyOtherNumberOfWordsIsNoAnswer(int field) {
        assertThat(LinkSettings.wordsWanted(answer(0, 0, field))).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10",
        "1, 10",
        "3, 100",
        "5, 1000",
        "6, 0",
        "12, 10000",
        "15, 2500",
        "16, 0",
        "17, 1000",
        "19, 10000",
        "22, 20000",
        "26, 40000",
        "30, 56000",
        "33, 25000",
        "35, 50000",
        "39, 100000",
        "40, 50000",
        "41, 1000",
        "46, 10000",
        "47, 2500",
        "48, 5000",
        "49, 0",
        "51, 0",
        "52, 50000",
        "56, 50000",
        "61, 100000",
        "66, 200000",
        "67, 100",
        "68, 1000",
        "73, 400000",
        "74, 0",
        "79, 100000",
        "84, 200000",
        "89, 400000",
        "91, 100",
        "92, 10",
        "98, 800000",
        "99, 10",
        "108, 200000",
        "114, 400000",
        "120, 800000",
        "124, 1600000",
        "125, 0",
        "4000, 0"
    })
    void everyModeHasTheSpeedInItsName(int bit, int mbit) {
        assertThat(LinkModes.mbit(bit)).isEqualTo(mbit);
    }

    @Property
    void anyAnswerIsReadAndWithinBounds(@ForAll @Size(min = 48, max = 600) byte[] bytes) {
        LinkSettings settings = LinkSettings.of(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        assertThat(settings.mbit()).isBetween(0, NetworkLink.MAX_MBIT);
        assertThat(settings.maxMbit()).isBetween(0, NetworkLink.MAX_MBIT);
    }
}
