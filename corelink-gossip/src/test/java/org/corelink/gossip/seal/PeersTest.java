package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.BinaryFormat;
import org.corelink.gossip.wire.Origin;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    private final Peers peers = new Peers();

    @Test
    void datagramsAreOfTheRunWithTheirHeaderAndOfNoOther() {
        Run run = run(1, 5, 0, 1);
        peers.add(run);

        assertThat(peer(1).runOf(datagram(run))).isSameAs(run);
        assertThat(peer(1).runOf(datagram(run(1, 5, 0, 2)))).isNull();
        assertThat(peers.get(2)).isNull();
        assertThat(peers.withKeyId(run.keyId())).containsExactly(run);
    }

    @Test
    void whatCameUnderOneKeyCountsUnderTheNextToo() {
        Run run = run(1, 5, 0, 1);
        Run other = run(1, 5, 1, 1);
        peers.add(other);
        peers.add(run);

        assertThat(peer(1).historyOf(datagram(run(1, 5, 0, 2)))).isSameAs(run.history());
        assertThat(peer(1).historyOf(datagram(run(1, 5, 2, 2)))).isNotIn(run.history(), other.history());
    }

    @Test
    void laterIncarnationTakesThePlaceOfAllEarlierRuns() {
        Run earlier = run(1, 5, 0, 1);
        Run underTheNextKey = run(1, 5, 0, 2);
        Run later = run(1, 6, 0, 1);
        List.of(earlier, underTheNextKey, later).forEach(peers::add);

        assertThat(peer(1).incarnation()).isEqualTo(6);
        assertThat(peer(1).runOf(datagram(earlier))).isNull();
        assertThat(peers.withKeyId(earlier.keyId())).isEmpty();
        assertThat(peers.withKeyId(underTheNextKey.keyId())).isEmpty();
        assertThat(peers.withKeyId(later.keyId())).containsExactly(later);
    }

    @Test
    void runsOfOneIncarnationStandSideBySideUpToTheirNumber() {
        List<Run> runs = List.of(run(1, 5, 0, 1), run(1, 5, 0, 2), run(1, 5, 1, 1), run(1, 5, 1, 2), run(1, 5, 2, 1));
        assertThat(runs).hasSize(Peers.MAX_RUNS + 1);
        runs.subList(0, Peers.MAX_RUNS).forEach(peers::add);
        assertThat(runs.subList(0, Peers.MAX_RUNS)).allMatch(this::isKnown);

        peers.add(runs.getLast());

        assertThat(isKnown(runs.getFirst())).isFalse();
        assertThat(peers.withKeyId(runs.getFirst().keyId())).isEmpty();
        assertThat(runs.subList(1, runs.size())).allMatch(this::isKnown);
    }

    @Test
    void nodeThatWasSilentForLongestGoesWhenThereAreTooMany() {
        Run first = run(1, 5, 0, 1);
        Run second = run(2, 5, 0, 1);
        peers.add(first);
        peers.add(second);
        for (int node = 3; node <= Peers.MAX_NODES; node++) {
            peers.add(run(node, 5, 0, 1));
        }
        assertThat(isKnown(second)).isTrue();
        assertThat(isKnown(first)).isTrue();

        peers.add(run(Peers.MAX_NODES + 1, 5, 0, 1));

        assertThat(peers.get(3)).isNull();
        assertThat(peers.withKeyId(run(3, 5, 0, 1).keyId())).isEmpty();
        assertThat(List.of(first, second, run(4, 5, 0, 1))).allMatch(this::isKnown);
    }

    @Test
    void runsAreForgottenWithTheirKeys() {
        Run under1 = run(1, 5, 0, 1);
        Run under2 = run(1, 5, 0, 2);
        Run alone = run(2, 5, 0, 1);
        List.of(under1, under2, alone).forEach(peers::add);
        peers.removeIf(run -> run.epoch() == 1);

        assertThat(isKnown(under1)).isFalse();
        assertThat(isKnown(under2)).isTrue();
        assertThat(peers.get(2)).isNull();
        assertThat(peers.withKeyId(alone.keyId())).isEmpty();
    }

    private boolean isKnown(Run run) {
        Peers.Peer peer = peers.get(BinaryFormat.bitsOf(run.origin().node()));
        return peer != null
                && peer.runOf(datagram(run)) != null
                && peers.withKeyId(run.keyId()).size() == 1;
    }

    private Peers.Peer peer(long sender) {
        return Objects.requireNonNull(peers.get(sender));
    }

    private static Run run(long node, long incarnation, long boot, int epoch) {
        Origin origin = Origin.of(new NodeId("%016x".formatted(node)), incarnation, boot);
        return new Run(Envelope.header(7, epoch, origin), KEY, new History());
    }

    /** As much of a datagram in long form as is looked at. */
    private static byte[] datagram(Run run) {
        return run.header();
    }
}
