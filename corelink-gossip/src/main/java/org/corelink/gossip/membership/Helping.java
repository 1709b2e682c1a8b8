package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Probe;
import org.corelink.gossip.wire.ProbeRequest;

/** Answers the questions of others about their silent members: from memory if it is fresh or it is down, by a probe otherwise. */
final class Helping {
    /** A sign of life that is no older needs no probe: two beats. */
    private static final Duration FRESH = Timing.BEAT.multipliedBy(2);

    /** Largest number of probes on behalf of others that wait for their answer; the oldest makes room. */
    private static final int CAPACITY = 256;

    private final Self self;
    private final MemberTable table;
    private final RandomGenerator random;

    /** By the nonce of our own probe. */
    private final SequencedMap<Long, Errand> errands = new LinkedHashMap<>();

    private record Errand(ProbeRequest request, InetAddress asker) {}

    Helping(Self self, MemberTable table, RandomGenerator random) {
        this.self = self;
        this.table = table;
        this.random = random;
    }

    /** What to do about a request. */
    List<Outbound> onRequest(ProbeRequest request, InetAddress asker, long attentiveNanos) {
        if (request.subject().equals(self.id())) {
            return List.of(new Outbound.Unicast(new Ack(self.origin(), self.id(), request.nonce()), asker));
        }
        Known known = table.get(request.subject());
        if (known == null) {
            return List.of();
        }
        if (!known.isAlive()) {
            // The asker has missed what everybody was told.
            return known.verdict(self.origin(), attentiveNanos).stream()
                    .<Outbound>map(verdict -> new Outbound.Unicast(verdict, asker))
                    .toList();
        }
        if (attentiveNanos - known.ownSignNanos() < FRESH.toNanos()) {
            return List.of(answer(request, asker));
        }
        long nonce = random.nextLong(1L << 53);
        errands.putLast(nonce, new Errand(request, asker));
        if (errands.size() > CAPACITY) {
            errands.pollFirstEntry();
        }
        return List.of(new Outbound.Unicast(new Probe(self.origin(), nonce), known.speaksFrom()));
    }

    private Outbound answer(ProbeRequest request, InetAddress asker) {
        return new Outbound.Unicast(new Ack(self.origin(), request.subject(), request.nonce()), asker);
    }

    /** Passes on the answer to a probe on behalf of another. */
    List<Outbound> onAck(Ack ack) {
        Errand errand = errands.get(ack.nonce());
        if (errand == null
                || !ack.subject().equals(ack.origin().node())
                || !ack.subject().equals(errand.request().subject())) {
            return List.of();
        }
        errands.remove(ack.nonce());
        return List.of(answer(errand.request(), errand.asker()));
    }
}
