package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecencyTest {
    /** An incarnation of 0 stands for none. */
    @ParameterizedTest(name = "known {0}/{1}/{2}, received {3}/{4}/{5}: {6}")
    @CsvSource({
        // Both know incarnations: only they and the sequence count.
        "7, 10, 100,   7, 11, 105,   NEWER",
        "7, 10, 100,   7, 11, 50,    NEWER",
        "7, 10, 100,   7, 10, 105,   NOT_NEWER",
        "7, 10, 100,   7, 9,  105,   NOT_NEWER",
        "7, 10, 100,   8, 1,  50,    RESTARTED",
        "7, 10, 100,   6, 99, 999,   NOT_NEWER",
        // 0.01.x: sequence or epoch.
        "0, 10, 100,   0, 11, 105,   NEWER",
        "0, 10, 100,   0, 10, 100,   NOT_NEWER",
        "0, 10, 100,   0, 9,  95,    NOT_NEWER",
        "0, 10, 100,   0, 11, 50,    NEWER",
        "0, 10, 100,   0, 10, 105,   NEWER",
        "0, 10, 100,   0, 1,  105,   RESTARTED",
        "0, 10, 100,   0, 1,  50,    NOT_NEWER",
        // The machine was upgraded, or went back to the old version.
        "0, 10, 100,   7, 500, 105,  RESTARTED",
        "7, 500, 100,  0, 1,   105,  RESTARTED",
        "7, 500, 100,  0, 400, 95,   NOT_NEWER",
    })
    void isDecidedByTheseRules(
            long knownIncarnation,
            long knownSequence,
            double knownEpoch,
            long incarnation,
            long sequence,
            double epoch,
            Recency expected) {
        Stamp known = stamp(knownIncarnation, knownSequence, knownEpoch);
        Stamp candidate = stamp(incarnation, sequence, epoch);

        assertThat(Recency.of(candidate, known, Superseded.NOTHING)).isEqualTo(expected);
    }

    private static Stamp stamp(long incarnation, long sequence, double epoch) {
        return stamp(incarnation, incarnation, sequence, epoch);
    }

    private static Stamp stamp(long incarnation, long boot, long sequence, double epoch) {
        Origin origin = incarnation == 0 ? Origin.legacy("peer") : Origin.of(new NodeId("peer"), incarnation, boot);
        return new Stamp(origin, sequence, epoch);
    }

    /** A run keeps its boot number when it refutes; a later run has another; an announcer has none. */
    @ParameterizedTest(name = "incarnation 7 of boot {0}, then 8 of boot {1}: {2}")
    @CsvSource({"5, 5, NEWER", "5, 6, RESTARTED", "0, 0, RESTARTED", "5, 0, RESTARTED"})
    void bootNumberTellsARefutationFromARestart(long boot, long laterBoot, Recency expected) {
        assertThat(Recency.of(stamp(8, laterBoot, 1, 0), stamp(7, boot, 10, 0), Superseded.NOTHING))
                .isEqualTo(expected);
    }

    /**
     * A 0.01.x node that restarts any number of times, and an observer that hears all of it: no replay of anything that
     * was heard is ever taken, so that nobody can make the view flip back and forth.
     */
    @Property
    void replayedHeartbeatsOfOldVersionsAreNeverTaken(@ForAll("lives") List<Integer> beatsOfRuns) {
        List<Stamp> heard = new ArrayList<>();
        Superseded superseded = Superseded.NOTHING;
        double epoch = 1_000;
        for (int beats : beatsOfRuns) {
            for (int sequence = 1; sequence <= beats; sequence++) {
                epoch += 5;
                Stamp next = stamp(0, sequence, epoch);
                if (!heard.isEmpty()) {
                    Stamp known = heard.getLast();
                    assertThat(Recency.of(next, known, superseded)).isNotEqualTo(Recency.NOT_NEWER);
                    superseded = Recency.supersede(next, known, superseded);
                }
                heard.add(next);
                for (Stamp replayed : heard) {
                    assertThat(Recency.of(replayed, next, superseded)).isEqualTo(Recency.NOT_NEWER);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Integer>> lives() {
        return Arbitraries.integers().between(1, 20).list().ofMinSize(1).ofMaxSize(6);
    }

    /** The same for a node whose clock is set back while it runs. */
    @ParameterizedTest
    @CsvSource({"3600", "86400", "7"})
    void replaysOfBeforeAClockStepAreNeverTaken(double stepSeconds) {
        List<Stamp> heard = new ArrayList<>();
        Superseded superseded = Superseded.NOTHING;
        for (int sequence = 1; sequence <= 50; sequence++) {
            Stamp next = stamp(0, sequence, 100_000 + sequence * 5 - (sequence > 20 ? stepSeconds : 0));
            if (!heard.isEmpty()) {
                assertThat(Recency.of(next, heard.getLast(), superseded)).isEqualTo(Recency.NEWER);
                superseded = Recency.supersede(next, heard.getLast(), superseded);
            }
            heard.add(next);
            for (Stamp replayed : heard) {
                assertThat(Recency.of(replayed, next, superseded)).isEqualTo(Recency.NOT_NEWER);
            }
        }
    }
}
