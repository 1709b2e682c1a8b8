package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.OpenMessages.Circle;
import org.junit.jupiter.api.Test;

class HearingTest {
    @Property
    void whoeverKnowsTheSameNodesReadsWhomTheSenderHears(@ForAll("circles") Circle circle) {
        assertThat(Hearing.of(circle.nodes(), circle.heard()).among(circle.nodes()))
                .hasValueSatisfying(heard -> assertThat(heard)
                        .containsExactlyElementsOf(circle.nodes().stream()
                                .filter(circle.heard()::contains)
                                .toList()));
    }

    @Property
    void whoeverKnowsAnotherNodeNotices(@ForAll("circles") Circle circle, @ForAll("ids") NodeId other) {
        SortedSet<NodeId> nodes = new TreeSet<>(circle.nodes());
        if (!nodes.remove(other)) {
            nodes.add(other);
        }

        assertThat(Hearing.of(circle.nodes(), circle.heard()).among(nodes)).isEmpty();
    }

    @Property
    void itTakesOneBitANode(@ForAll("circles") Circle circle) {
        int nodes = circle.nodes().size();

        assertThat(Hearing.of(circle.nodes(), circle.heard()).bits().length() * 8)
                .isBetween(nodes, nodes + 7);
    }

    @Property
    void itSurvivesTheWire(@ForAll("circles") Circle circle) {
        Hearing hearing = Hearing.of(circle.nodes(), circle.heard());

        assertThat(HearingText.parse(HearingText.format(hearing))).isEqualTo(hearing);
    }

    @Test
    void firstNodeIsTheHighestBitOfTheFirstByte() {
        SortedSet<NodeId> nodes = nodes(9);
        CRC32C crc = new CRC32C();
        crc.update("n0000\nn0001\nn0002\nn0003\nn0004\nn0005\nn0006\nn0007\nn0008\n".getBytes(UTF_8));

        assertThat(Hearing.of(nodes, Set.of(new NodeId("n0000"), new NodeId("n0006"), new NodeId("n0008"))))
                .isEqualTo(new Hearing((int) crc.getValue(), bits("8280")));
    }

    @Test
    void heardNodeThatIsNotKnownIsLeftOut() {
        assertThat(Hearing.of(nodes(2), Set.of(new NodeId("stranger"))).bits()).isEqualTo(bits("00"));
    }

    @Test
    void bitsOfAnotherNumberOfNodesAreNotRead() {
        SortedSet<NodeId> nodes = nodes(9);
        int hash = Hearing.of(nodes, Set.of()).nodesHash();

        assertThat(new Hearing(hash, bits("ff")).among(nodes)).isEmpty();
        assertThat(new Hearing(hash, bits("ffffff")).among(nodes)).isEmpty();
        assertThat(new Hearing(hash, bits("ffff")).among(nodes)).contains(new TreeSet<>(nodes));
    }

    @Test
    void largestClusterFits() {
        Hearing largest = Hearing.of(nodes(Hearing.MAX_NODES), Set.of());

        assertThat(largest.bits().length()).isEqualTo(BinaryFormat.MAX_HEARING_BYTES);
        assertThat(HearingText.parse(HearingText.format(largest))).isEqualTo(largest);
    }

    private static SortedSet<NodeId> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new NodeId("n%04d".formatted(number)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Payload bits(String hex) {
        return Payload.of(HexFormat.of().parseHex(hex));
    }

    @Provide
    Arbitrary<Circle> circles() {
        return OpenMessages.circles();
    }

    @Provide
    Arbitrary<NodeId> ids() {
        return OpenMessages.ids();
    }
}
