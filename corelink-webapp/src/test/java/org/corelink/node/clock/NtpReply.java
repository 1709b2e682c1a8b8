package org.corelink.node.clock;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a server of tests answers; a good answer until a test changes it. */
final class NtpReply {
    int leap;
    int stratum = 2;
    int precision = -20;
    double rootDelay = 0.01;
    double rootDispersion = 0.01;

    @Nullable
    Instant received = Instant.parse("2026-11-24T12:00:00.27Z");

    @Nullable
    Instant transmitted = received;

    /** What a server answers to the question whose clock is that far ahead of this machine's. */
    static byte[] ahead(int millis, byte[] question) {
        NtpReply reply = new NtpReply();
        reply.rootDispersion = 0.001;
        reply.received = Instant.now().plusMillis(millis);
        reply.transmitted = reply.received;
        return reply.bytes(ByteBuffer.wrap(question).getLong(40));
    }

    /** The answer to the question with that nonce. */
    byte[] bytes(long nonce) {
        ByteBuffer answer = ByteBuffer.allocate(48);
        answer.put(0, (byte) (leap << 6 | 4 << 3 | 4));
        answer.put(1, (byte) stratum);
        answer.put(3, (byte) precision);
        answer.putInt(4, (int) (long) (rootDelay * 65_536));
        answer.putInt(8, (int) (long) (rootDispersion * 65_536));
        answer.putLong(24, nonce);
        answer.putLong(32, ntp(received));
        answer.putLong(40, ntp(transmitted));
        return answer.array();
    }

    private static long ntp(@Nullable Instant time) {
        if (time == null) {
            return 0;
        }
        long fraction = (long) (time.getNano() * 4.294967296);
        return (time.getEpochSecond() + 2_208_988_800L) << 32 | fraction;
    }
}
