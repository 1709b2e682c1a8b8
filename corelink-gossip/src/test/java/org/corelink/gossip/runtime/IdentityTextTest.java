package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.Optional;
import org.corelink.gossip.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTextTest {
    private final KeyPair keys = Identity.newKeys();
    private final byte[] whole = new IdentityText(keys, 1_800_000_001_000L).toBytes();

    @Test
    void whatWasWrittenIsReadAgain() {
        IdentityText read = IdentityText.parse(whole).orElseThrow();

        assertThat(read.reserved()).isEqualTo(1_800_000_001_000L);
        assertThat(read.keys().getPublic()).isEqualTo(keys.getPublic());
        assertThat(read.keys().getPrivate()).isEqualTo(keys.getPrivate());
    }

    @Test
    void fileIsReadableText() {
        assertThat(new String(whole, US_ASCII).lines().map(line -> line.replaceAll("=.*", "=")))
                .containsExactly(
                        "# Identity of one CoreLink node. Keep it secret; two nodes must not share it.",
                        "public=",
                        "private=",
                        "incarnation=",
                        "checksum=");
    }

    @Test
    void changeOfAnyBitIsFound() {
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] broken = whole.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(IdentityText.parse(broken)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void cutAtAnyLengthIsFound() {
        for (int length = 0; length < whole.length; length++) {
            assertThat(IdentityText.parse(Arrays.copyOf(whole, length)))
                    .as("length %d", length)
                    .isEmpty();
        }
    }

    @Test
    void zeroesFromAnyPlaceOnAreFound() {
        for (int start = 0; start < whole.length; start++) {
            byte[] broken = whole.clone();
            Arrays.fill(broken, start, whole.length, (byte) 0);

            assertThat(IdentityText.parse(broken)).as("from %d", start).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "'\n'", "incarnation=5"})
    void anythingMoreIsFound(String more) {
        byte[] longer = (new String(whole, US_ASCII) + more).getBytes(US_ASCII);

        assertThat(IdentityText.parse(longer).isPresent()).isEqualTo(more.isEmpty());
    }

    @Test
    void twoFilesThatFlowedIntoOneAreFound() {
        byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);

        assertThat(IdentityText.parse(twice)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', 0",
        "nothing of use, 0",
        "incarnation=, 0",
        "incarnation=17, 17",
        "xxincarnation=17zz, 17",
        "incarnation=17 incarnation=18 incarnation=9, 18",
        "incarnation=6755399441055744, 6755399441055744",
        // Beyond belief.
        "incarnation=6755399441055745, 0",
        "incarnation=9999999999999999, 0"
    })
    void incarnationIsSalvagedFromDebris(String debris, long expected) {
        assertThat(IdentityText.salvage(debris.getBytes(US_ASCII))).isEqualTo(expected);
    }

    @Test
    void hintHoldsTheIncarnationAndNoKey() {
        byte[] hint = new IdentityText(keys, 42).toHint();

        assertThat(IdentityText.salvage(hint)).isEqualTo(42);
        assertThat(IdentityText.parse(hint)).isEmpty();
        assertThat(new String(hint, US_ASCII)).doesNotContain("private");
    }
}
