package org.corelink.node.clock;

import java.nio.ByteBuffer;
import java.time.Instant;

/** A question to an NTP server, version 4, and its answer. Source: RFC 5905, 7.3 and 8. */
final class NtpPacket {
    static final int BYTES = 48;

    private static final int VERSION = 4;
    private static final int CLIENT = 3;
    private static final int SERVER = 4;
    private static final int NOT_SYNCHRONISED = 3;
    private static final int MAX_STRATUM = 15;

    private static final int STRATUM = 1;
    private static final int PRECISION = 3;
    private static final int ROOT_DELAY = 4;
    private static final int ROOT_DISPERSION = 8;
    private static final int ORIGIN = 24;
    private static final int RECEIVED = 32;
    private static final int TRANSMITTED = 40;

    /** How much longer than the whole exchange the server's part may seem, because clocks tick in steps; seconds. */
    private static final double CLOCK_GRAIN = 0.001;

    /** From 1900 to 1970. */
    private static final long UNIX_EPOCH = 2_208_988_800L;

    private static final double TWO_TO_16 = 1 << 16;
    private static final double TWO_TO_32 = 1L << 32;
    private static final double NANOS = 1e9;

    private NtpPacket() {}

    /**
     * The question. The time of this machine is not in it.
     *
     * @param nonce stands for it, so that only an answer to this very question has it
     */
    static byte[] request(long nonce) {
        return ByteBuffer.allocate(BYTES)
                .put(0, (byte) (VERSION << 3 | CLIENT))
                .putLong(TRANSMITTED, nonce)
                .array();
    }

    /** Whether it is the answer of a server to the question with that nonce; anything else is not for us. */
    static boolean answers(byte[] packet, long nonce) {
        if (packet.length < BYTES) {
            return false;
        }
        ByteBuffer answer = ByteBuffer.wrap(packet);
        return (answer.get(0) & 7) == SERVER && answer.getLong(ORIGIN) == nonce;
    }

    /** Whether the answer is a "kiss-o'-death": the server wants to be left alone (RFC 5905, 7.4). */
    static boolean isKissOfDeath(byte[] answer) {
        return answer[STRATUM] == 0;
    }

    /**
     * What an answer tells of the local clock.
     *
     * @param sent local time of sending the question
     * @param elapsedNanos from sending to the arrival of the answer, by the monotonic clock
     * @param source name of the server
     */
    static ClockReading read(byte[] packet, Instant sent, long elapsedNanos, String source) {
        ByteBuffer answer = ByteBuffer.wrap(packet);
        int leap = answer.get(0) >>> 6 & 3;
        int stratum = Byte.toUnsignedInt(answer.get(STRATUM));
        long received = answer.getLong(RECEIVED);
        long transmitted = answer.getLong(TRANSMITTED);
        if (leap == NOT_SYNCHRONISED || stratum == 0 || stratum > MAX_STRATUM || received == 0 || transmitted == 0) {
            return ClockReading.unknown(source, "not synchronised");
        }
        double elapsed = elapsedNanos / NANOS;
        double atServer = (transmitted - received) / TWO_TO_32;
        double delay = elapsed - atServer;
        if (atServer < 0 || delay < -CLOCK_GRAIN) {
            return ClockReading.unknown(source, "answers with impossible times");
        }
        // ((t1 - t0) + (t2 - t3)) / 2 with t3 = t0 + elapsed: the server's clock minus ours.
        double offset = (since(sent, received) + since(sent, transmitted) - elapsed) / 2;
        double error = Math.max(0, delay) / 2
                + Math.scalb(1.0, answer.get(PRECISION))
                + Integer.toUnsignedLong(answer.getInt(ROOT_DELAY)) / TWO_TO_16 / 2
                + Integer.toUnsignedLong(answer.getInt(ROOT_DISPERSION)) / TWO_TO_16;
        return ClockReading.of(source, -offset, error);
    }

    /**
     * Seconds from {@code local} to the NTP time {@code ntp}. Differences modulo 2³² seconds, so that the turn of the
     * era in 2036 makes none.
     */
    private static double since(Instant local, long ntp) {
        int seconds = (int) ((ntp >>> 32) - (local.getEpochSecond() + UNIX_EPOCH));
        return seconds + (ntp & 0xffff_ffffL) / TWO_TO_32 - local.getNano() / NANOS;
    }
}
