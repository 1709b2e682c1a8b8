package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    /** The public key of the first test vector of RFC 8032; the id by {@code sha256sum}. */
    @Test
    void idIsTheHashOfThePublicKey() throws Exception {
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100"
                        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        KeyPair keys = new KeyPair(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)),
                Identity.newKeys().getPrivate());

        assertThat(Identity.of(keys, 1, 0).id().value()).isEqualTo("06e3fd8fda29bb60");
    }

    @Test
    void transientIdentitiesAreDistinct() {
        Identity one = Identity.transientAt(NOW);
        Identity other = Identity.transientAt(NOW);

        assertThat(one.incarnation()).isEqualTo(1_800_000_000_000L);
        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.boot()).isNotEqualTo(other.boot());
        assertThat(one.id().value()).matches("[0-9a-f]{16}");
    }

    @Test
    void boundsAreChecked() {
        KeyPair keys = Identity.newKeys();

        assertThat(Identity.of(keys, (1L << 53) - 1, (1L << 32) - 1)).isNotNull();
        assertThatThrownBy(() -> Identity.of(keys, 0, 0)).hasMessageContaining("incarnation");
        assertThatThrownBy(() -> Identity.of(keys, 1L << 53, 0)).hasMessageContaining("incarnation");
        assertThatThrownBy(() -> Identity.of(keys, 1, -1)).hasMessageContaining("boot");
        assertThatThrownBy(() -> Identity.of(keys, 1, 1L << 32)).hasMessageContaining("boot");
        assertThatThrownBy(() -> new Identity(new NodeId("somebody"), 1, 0, keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("somebody");
    }

    @Test
    void textOfAnIdentityDoesNotShowItsPrivateKey() {
        Identity identity = Identity.transientAt(NOW);

        assertThat(identity.toString())
                .doesNotContain(
                        HexFormat.of().formatHex(identity.keys().getPrivate().getEncoded()))
                .contains(identity.id().value());
    }

    @Test
    void nodeThatDoesNotWatchHasBoot0AndIsOtherwiseTheSame() {
        Identity identity = Identity.transientAt(NOW);

        assertThat(identity.notWatching())
                .isEqualTo(new Identity(identity.id(), identity.incarnation(), 0, identity.keys()));
    }
}
