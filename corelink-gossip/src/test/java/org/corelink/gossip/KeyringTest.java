package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyringTest {
    private static final long CLUSTER = 0xC0FFEE;

    @Test
    void currentKeyComesFirst() {
        Keyring ring = new Keyring(CLUSTER, Optional.of(key(1)), key(2), Optional.of(key(3)));

        assertThat(ring.keys()).containsExactly(key(2), key(1), key(3));
        assertThat(Keyring.of(CLUSTER, key(2)).keys()).containsExactly(key(2));
    }

    @Test
    void rotationMakesTheNextKeyCurrentAndTheCurrentOnePrevious() {
        Keyring ring = new Keyring(CLUSTER, Optional.of(key(255)), key(0), Optional.of(key(1)));

        assertThat(ring.rotated()).isEqualTo(new Keyring(CLUSTER, Optional.of(key(0)), key(1), Optional.empty()));
    }

    @Test
    void ringWithoutANextKeyStaysAsItIs() {
        Keyring ring = new Keyring(CLUSTER, Optional.of(key(1)), key(2), Optional.empty());

        assertThat(ring.rotated()).isEqualTo(ring);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1, 2, 2", "2, 1, 2"})
    void epochIsThatOfOneKeyOnly(int previous, int current, int next) {
        assertThatThrownBy(() -> new Keyring(CLUSTER, Optional.of(key(previous)), key(current), Optional.of(key(next))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 32", "256, 32", "0, 31", "0, 33", "0, 0"})
    void keyOutOfBoundsIsRefused(int epoch, int length) {
        assertThatThrownBy(() -> new GroupKey(epoch, Payload.of(new byte[length])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretIsInNoText() {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        Arrays.fill(secret, (byte) 0xAB);
        GroupKey key = new GroupKey(7, Payload.of(secret));

        assertThat(key).hasToString("GroupKey[epoch 7]");
        assertThat(Keyring.of(CLUSTER, key).toString())
                .contains("GroupKey[epoch 7]")
                .doesNotContainIgnoringCase("ab".repeat(4))
                .doesNotContain("-85");
    }

    private static GroupKey key(int epoch) {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        secret[0] = (byte) epoch;
        return new GroupKey(epoch, Payload.of(secret));
    }
}
