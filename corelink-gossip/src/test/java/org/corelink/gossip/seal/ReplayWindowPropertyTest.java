package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReplayWindowPropertyTest {
    @Property
    void tellsTheSameAsAListOfAllThatCame(@ForAll @Size(max = 300) List<@IntRange(max = 400) Integer> sequences) {
        ReplayWindow window = new ReplayWindow();
        Set<Integer> come = new HashSet<>(Set.of(0));
        int newest = 0;
        for (int sequence : sequences) {
            boolean isNew = sequence > newest - ReplayWindow.SIZE && !come.contains(sequence);
            assertThat(window.isNew(sequence)).isEqualTo(isNew);
            if (isNew) {
                window.mark(sequence);
                come.add(sequence);
                newest = Math.max(newest, sequence);
            }
        }
    }

    @Example
    void numbersReachFourThousandMillion() {
        ReplayWindow window = new ReplayWindow();
        assertThat(window.isNew(Envelope.MAX_SEQUENCE)).isTrue();
        window.mark(Envelope.MAX_SEQUENCE);

        assertThat(window.isNew(Envelope.MAX_SEQUENCE)).isFalse();
        assertThat(window.isNew(Envelope.MAX_SEQUENCE - 63)).isTrue();
        assertThat(window.isNew(Envelope.MAX_SEQUENCE - 64)).isFalse();
        assertThat(window.isNew(0)).isFalse();
    }
}
