package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corelink.gossip.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingTest {
    @ParameterizedTest(name = "{1} among {0}: then {2}, before {3}")
    @CsvSource({
        "a b c d e, c, d e a, b a e",
        "a b c d e, e, a b c, d c b",
        "a b c d e, a, b c d, e d c",
        "a b c,     b, c a,   a c",
        "a b,       a, b,     b",
        "a,         a, '',    ''",
    })
    void neighboursAreTheNearestAndTheLastIsFollowedByTheFirst(
            String ring, String self, String successors, String predecessors) {
        NavigableSet<NodeId> others = ids(ring);
        others.remove(new NodeId(self));

        assertThat(text(Ring.successors(others, new NodeId(self), 3))).isEqualTo(successors);
        assertThat(text(Ring.predecessors(others, new NodeId(self), 3))).isEqualTo(predecessors);
    }

    @Property(tries = 200)
    void whoeverIBeatToWatchesMe(@ForAll @Size(min = 2, max = 20) Set<@IntRange(max = 99) Integer> numbers) {
        TreeSet<NodeId> all = numbers.stream()
                .map(number -> new NodeId("node-" + number))
                .collect(Collectors.toCollection(TreeSet::new));
        for (NodeId self : all) {
            List<NodeId> successors = Ring.successors(without(all, self), self, Timing.WATCHERS);
            for (NodeId other : without(all, self)) {
                boolean watches = Ring.predecessors(without(all, other), other, Timing.WATCHERS)
                        .contains(self);
                assertThat(successors.contains(other)).isEqualTo(watches);
            }
            assertThat(successors).doesNotHaveDuplicates().hasSize(Math.min(3, all.size() - 1));
        }
    }

    private static NavigableSet<NodeId> without(NavigableSet<NodeId> all, NodeId self) {
        TreeSet<NodeId> others = new TreeSet<>(all);
        others.remove(self);
        return others;
    }

    private static NavigableSet<NodeId> ids(String names) {
        return Arrays.stream(names.split(" ")).map(NodeId::new).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(List<NodeId> ids) {
        return ids.stream().map(NodeId::value).collect(Collectors.joining(" "));
    }
}
