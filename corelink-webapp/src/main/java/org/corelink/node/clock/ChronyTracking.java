package org.corelink.node.clock;

import java.nio.ByteBuffer;

/**
 * The question "tracking" of chronyd's control protocol, version 6, and its answer. Source: {@code candm.h} of chrony 4;
 * all numbers are big-endian.
 */
final class ChronyTracking {
    /** A request is padded to the length of its answer, so that nobody can use chronyd as an amplifier. */
    static final int BYTES = 104;

    private static final String NAME = "chrony";

    private static final byte VERSION = 6;
    private static final byte REQUEST = 1;
    private static final byte REPLY = 2;
    private static final short TRACKING = 33;
    private static final short TRACKING_REPLY = 5;
    private static final int NOT_SYNCHRONISED = 3;

    /** The reference id of chronyd's own clock, 127.127.1.1, where it serves time without having any. */
    private static final int LOCAL_REFERENCE = 0x7f7f_0101;

    // Places in both.
    private static final int TYPE = 1;
    private static final int COMMAND = 4;
    private static final int REQUEST_SEQUENCE = 8;
    // Places in the answer.
    private static final int REPLY_FORMAT = 6;
    private static final int STATUS = 8;
    private static final int REPLY_SEQUENCE = 16;
    private static final int REFERENCE = 28;
    private static final int LEAP = 54;
    private static final int CORRECTION = 68;
    private static final int ROOT_DELAY = 92;
    private static final int ROOT_DISPERSION = 96;

    private static final int EXPONENT_BITS = 7;
    private static final int COEFFICIENT_BITS = Integer.SIZE - EXPONENT_BITS;

    private ChronyTracking() {}

    /** The question; {@code sequence} comes back in its answer. */
    static byte[] request(int sequence) {
        return ByteBuffer.allocate(BYTES)
                .put(0, VERSION)
                .put(TYPE, REQUEST)
                .putShort(COMMAND, TRACKING)
                .putInt(REQUEST_SEQUENCE, sequence)
                .array();
    }

    /** Whether it answers the question of that number: with values, or with a refusal. */
    static boolean answers(byte[] packet, int sequence) {
        if (packet.length < REFERENCE) {
            return false;
        }
        ByteBuffer answer = ByteBuffer.wrap(packet);
        return answer.get(0) == VERSION
                && answer.get(TYPE) == REPLY
                && answer.getShort(COMMAND) == TRACKING
                && answer.getInt(REPLY_SEQUENCE) == sequence;
    }

    /** What the answer tells of the local clock. */
    static ClockReading read(byte[] packet) {
        ByteBuffer answer = ByteBuffer.wrap(packet);
        if (answer.getShort(STATUS) != 0 || answer.getShort(REPLY_FORMAT) != TRACKING_REPLY || packet.length < BYTES) {
            return ClockReading.unknown(NAME, "refuses to tell");
        }
        int reference = answer.getInt(REFERENCE);
        if (answer.getShort(LEAP) == NOT_SYNCHRONISED || reference == 0 || reference == LOCAL_REFERENCE) {
            return ClockReading.unknown(NAME, "not synchronised");
        }
        double error = real(answer.getInt(ROOT_DELAY)) / 2 + real(answer.getInt(ROOT_DISPERSION));
        // The correction is what chronyd has still to add to the clock.
        return ClockReading.of(NAME, -real(answer.getInt(CORRECTION)), error);
    }

    /** A number of 7 signed bits of exponent and 25 signed bits of coefficient: coefficient x 2^(exponent - 25). */
    static double real(int bits) {
        int exponent = bits >> COEFFICIENT_BITS;
        // To the left end and back: the sign is kept.
        int coefficient = (bits << EXPONENT_BITS) >> EXPONENT_BITS;
        return Math.scalb((double) coefficient, exponent - COEFFICIENT_BITS);
    }
}
