package org.corelink.gossip.seal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.SplittableRandom;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.Probe;

/** Measures how many forged datagrams one core rejects in a second, and what honest ones cost beside that: CPU time. */
final class ForgeryRate {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final int DATAGRAMS = 400_000;
    private static final int PREPARED = 1 << 12;

    private final SealedNode receiver = SealedNode.number(2);
    private final SealedNode sender = SealedNode.number(1);
    private final SplittableRandom random = new SplittableRandom(1);

    /** Prints a line for each kind. */
    public static void main(String[] arguments) {
        ForgeryRate rate = new ForgeryRate();
        rate.receiver.opens(rate.sender.settle());
        byte[] heartbeat = rate.sender.seal(rate.sender.heartbeat(new byte[39]));
        byte[] probe = rate.sender.seal(new Probe(rate.sender.origin(), 1));
        byte[] large = rate.sender.inventory(1);
        rate.print("known run, short form, wrong tag", heartbeat, heartbeat.length - 1, 1, RejectReason.FORGED);
        rate.print("known run, long form, wrong tag", probe, probe.length - 1, 1, RejectReason.FORGED);
        rate.print("known run, long form, 165 B", large, large.length - 1, 1, RejectReason.FORGED);
        rate.print("unknown sender, long form", probe, Envelope.SENDER_AT, 8, RejectReason.FORGED);
        rate.print("unknown key id, short form", heartbeat, Envelope.KEY_ID_AT, 4, RejectReason.UNKNOWN_SENDER);
        rate.print("other cluster", probe, Envelope.CLUSTER_AT, 8, RejectReason.NOT_SPOKEN);
        rate.printHonest();
    }

    /** Datagrams with {@code length} bytes from {@code at} on replaced by random ones. */
    private void print(String what, byte[] model, int at, int length, RejectReason expected) {
        byte[][] forged = new byte[PREPARED][];
        for (int i = 0; i < PREPARED; i++) {
            forged[i] = model.clone();
            for (int j = at; j < at + length; j++) {
                forged[i][j] = (byte) (model[j] ^ (1 + random.nextInt(255)));
            }
        }
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < DATAGRAMS; i++) {
                if (!receiver.format.decode(forged[i % PREPARED]).equals(new Decoding.Rejected(expected))) {
                    throw new IllegalStateException(what + " was not rejected as " + expected);
                }
            }
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
        }
        print(what, best);
    }

    private void printHonest() {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            byte[][] beats = new byte[DATAGRAMS][];
            for (int i = 0; i < DATAGRAMS; i++) {
                beats[i] = sender.beat();
            }
            long start = THREADS.getCurrentThreadCpuTime();
            for (byte[] beat : beats) {
                receiver.format.decode(beat);
            }
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
        }
        print("honest beat, opened", best);
    }

    private static void print(String what, long nanos) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %,12d a second %8d ns each%n",
                what,
                DATAGRAMS * 1_000_000_000L / nanos,
                nanos / DATAGRAMS);
    }
}
