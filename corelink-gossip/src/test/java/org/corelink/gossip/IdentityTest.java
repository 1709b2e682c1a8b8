package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void idIsTheBeginningOfTheHashOfThePublicKey() throws Exception {
        var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded());

        Identity identity = Identity.of(keys, 5, 7);

        assertThat(identity.id()).hasToString(HexFormat.of().formatHex(hash, 0, 8));
        assertThat(identity).isEqualTo(new Identity(identity.id(), 5, 7, keys));
    }

    @Test
    void idOfAKnownKeyIsKnown() {
        // The first 8 bytes of SHA-256 of "abc", FIPS 180-4.
        assertThat(Identity.idOf(new byte[] {'a', 'b', 'c'})).hasToString("ba7816bf8f01cfea");
    }

    @Test
    void transientNodeStartsAtTheWallClockInMilliseconds() {
        Identity identity = Identity.transientAt(Instant.ofEpochSecond(1_795_442_000L, 456_000_000));

        assertThat(identity.incarnation()).isEqualTo(1_795_442_000_456L);
        assertThat(identity.boot()).isBetween(1L, 0xFFFF_FFFFL);
        assertThat(identity.id()).isEqualTo(Identity.idOf(identity.keys().getPublic().getEncoded()));
    }

    @Test
    void everyRunHasAnotherBootNumberThatIsNever0() {
        assertThat(Stream.generate(Identity::newBoot).limit(1_000))
                .allMatch(boot -> boot >= 1 && boot <= 0xFFFF_FFFFL)
                .anyMatch(boot -> boot > 0x7FFF_FFFFL)
                .doesNotHaveDuplicates();
    }

    @Test
    void nodeThatDoesNotWatchHasBoot0AndIsOtherwiseTheSame() {
        Identity identity = Identity.transientAt(Instant.EPOCH.plusMillis(1));

        assertThat(identity.notWatching()).isEqualTo(new Identity(identity.id(), 1, 0, identity.keys()));
    }
}
