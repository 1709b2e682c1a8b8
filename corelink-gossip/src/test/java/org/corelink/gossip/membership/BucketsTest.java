package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.corelink.gossip.Format;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.BucketDigest;
import org.corelink.gossip.wire.Pull;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final List<Peer> peers =
            IntStream.rangeClosed(1, 60).mapToObj(i -> new Peer("peer-" + i, i)).toList();
    private final Peer asker = new Peer("asker", 99);

    @Test
    void nodesSpreadOverAllBuckets() {
        assertThat(IntStream.range(0, 1_000)
                        .map(i -> Buckets.bucketOf(new NodeId("node-" + i)))
                        .distinct()
                        .boxed())
                .hasSize(BucketDigest.BUCKETS)
                .allMatch(bucket -> bucket >= 0 && bucket < BucketDigest.BUCKETS);
    }

    @Test
    void twoNodesThatKnowEachOtherAndTheSameOthersAgree() {
        MemberTable ours = table(peers.subList(0, 60));
        MemberTable theirs = table(peers.subList(1, 60));
        hear(theirs, asker);

        assertThat(Buckets.hashes(ours, peers.getFirst().id)).isEqualTo(Buckets.hashes(theirs, asker.id));
    }

    @Test
    void eachMemberMoreOrLessIsADifferenceInItsBucketOnly() {
        MemberTable ours = table(peers);
        MemberTable theirs = table(peers.subList(1, 60));
        int bucket = Buckets.bucketOf(peers.getFirst().id);
        int differences = Buckets.differences(Buckets.hashes(ours, asker.id), Buckets.hashes(theirs, asker.id));

        assertThat(differences).isEqualTo(1 << bucket);
        assertThat(Buckets.members(ours, differences))
                .contains(peers.getFirst().id)
                .allMatch(id -> Buckets.bucketOf(id) == bucket);
    }

    @Test
    void incarnationAndInventoryCountButReadingsDoNot() {
        MemberTable table = table(peers);
        List<Integer> before = Buckets.hashes(table, asker.id);
        hear(table, peers.get(3));
        assertThat(Buckets.hashes(table, asker.id)).isEqualTo(before);

        peers.get(3).incarnation++;
        hear(table, peers.get(3));
        List<Integer> after = Buckets.hashes(table, asker.id);
        assertThat(after).isNotEqualTo(before);

        statements(table).inventory(peers.get(4).inventory(1, "gpus"), new ArrayList<>());
        assertThat(Buckets.hashes(table, asker.id)).isNotEqualTo(after);
    }

    @Test
    void whoIsGoneDoesNotCountAndIsNotPassedOn() {
        MemberTable table = table(peers);
        statements(table).leave(peers.getFirst().origin(), 0, new ArrayList<>());

        assertThat(Buckets.hashes(table, asker.id)).isEqualTo(Buckets.hashes(table(peers.subList(1, 60)), asker.id));
        assertThat(Buckets.members(table, -1)).hasSize(59).doesNotContain(peers.getFirst().id);
        assertThat(Buckets.members(table, 0)).isEmpty();
    }

    // As messages

    @Test
    void digestThatAgreesIsNotAnswered() {
        Stage stage = Stage.with(Format.SEALED, asker);
        stage.told(
                new BucketDigest(
                        asker.origin(), IntStream.range(0, 32).mapToObj(_ -> 0).toList()),
                asker);

        assertThat(stage.outbound).isEmpty();
    }

    @Test
    void digestThatDiffersIsAnsweredByAPullOfTheBucket() {
        Stage stage = Stage.with(Format.SEALED, asker);
        stage.told(
                new BucketDigest(
                        asker.origin(),
                        IntStream.range(0, 32).mapToObj(i -> i == 5 ? 1 : 0).toList()),
                asker);

        assertThat(stage.sentTo(asker, Pull.class)).containsExactly(new Pull(stage.membership.origin(), 1 << 5));
    }

    @Test
    void pullIsAnsweredByWhatWasHeardFromThoseMembers() {
        Peer peer = peers.getFirst();
        Stage stage = Stage.with(Format.SEALED, asker, peer);
        stage.told(new Pull(asker.origin(), 1 << Buckets.bucketOf(peer.id)), asker);

        assertThat(stage.outbound).containsExactly(new Outbound.Relaying(List.of(peer.id), asker.address));
    }

    @Test
    void aMemberIsAskedToCompareEveryTenSeconds() {
        Stage stage = Stage.with(Format.SEALED, asker);
        stage.pass(60_000, asker);

        List<BucketDigest> digests = stage.sentTo(asker, BucketDigest.class);
        assertThat(digests).hasSizeBetween(5, 7);
        assertThat(digests.getFirst().hashes()).as("knows nobody else").containsOnly(0);
    }

    @Test
    void nobodyIsAskedWhoIsGone() {
        Stage stage = Stage.with(Format.SEALED, asker);
        stage.hear(asker.leave(), asker);
        stage.forgetting().pass(30_000);

        assertThat(stage.sentTo(asker, BucketDigest.class)).isEmpty();
    }

    private static MemberTable table(List<Peer> members) {
        MemberTable table = new MemberTable(Stage.config(), new AttentiveClock(0));
        members.forEach(peer -> hear(table, peer));
        return table;
    }

    private static Statements statements(MemberTable table) {
        return new Statements(Format.SEALED, Stage.config(), table, new AttentiveClock(0));
    }

    private static void hear(MemberTable table, Peer peer) {
        statements(table).hear(peer.heartbeat(), peer.address, 0, new ArrayList<>());
    }
}
