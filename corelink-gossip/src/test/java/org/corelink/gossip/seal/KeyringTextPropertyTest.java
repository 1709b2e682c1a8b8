package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;

class KeyringTextPropertyTest {
    @Property
    void ringSurvivesTheText(
            @ForAll long cluster,
            @ForAll @IntRange(max = 255) int epoch,
            @ForAll @Size(32) byte[] secret,
            @ForAll boolean hasPrevious,
            @ForAll boolean hasNext) {
        GroupKey current = new GroupKey(epoch, Payload.of(secret));
        Keyring ring = new Keyring(
                cluster,
                Optional.of(SealedNode.key((epoch + 255) % 256)).filter(_ -> hasPrevious),
                current,
                Optional.of(SealedNode.key((epoch + 1) % 256)).filter(_ -> hasNext));

        assertThat(KeyringText.parse(KeyringText.format(ring))).isEqualTo(ring);
    }
}
