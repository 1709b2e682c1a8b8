package org.corelink.node.clock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The question "read variables" of ntpd's control protocol (NTP mode 6), and its answer. Source: RFC 9327. An ordinary
 * NTP question to this host's own ntpd would compare the clock with itself.
 */
final class NtpdVariables {
    private static final String NAME = "ntpd";

    private static final int HEADER_BYTES = 12;
    private static final byte VERSION_4_MODE_6 = 4 << 3 | 6;
    private static final byte READ_VARIABLES = 2;
    private static final int RESPONSE = 0x80;
    private static final int ERROR = 0x40;
    private static final int OPCODE = 0x1f;
    private static final int SEQUENCE = 2;
    private static final int COUNT = 10;
    private static final String ASKED = "leap,stratum,rootdelay,rootdisp,offset";
    private static final int NOT_SYNCHRONISED = 3;
    private static final int MAX_STRATUM = 15;
    private static final double MILLIS = 1_000;

    private static final Pattern VARIABLE =
            Pattern.compile("\\b([a-z]{1,20})=([-+]?[0-9]{1,12}(?:\\.[0-9]{1,12})?)(?![^,\\s\\x00])");

    private NtpdVariables() {}

    /** The question; {@code sequence} comes back in its answer. */
    static byte[] request(short sequence) {
        byte[] asked = ASKED.getBytes(StandardCharsets.US_ASCII);
        // Data is padded to whole words.
        return ByteBuffer.allocate(HEADER_BYTES + (asked.length + 3) / 4 * 4)
                .put(0, VERSION_4_MODE_6)
                .put(1, READ_VARIABLES)
                .putShort(SEQUENCE, sequence)
                .putShort(COUNT, (short) asked.length)
                .put(HEADER_BYTES, asked)
                .array();
    }

    /** Whether it answers the question of that number, with values or with an error. */
    static boolean answers(byte[] packet, short sequence) {
        if (packet.length < HEADER_BYTES) {
            return false;
        }
        ByteBuffer answer = ByteBuffer.wrap(packet);
        return (answer.get(0) & 7) == 6
                && (answer.get(1) & (RESPONSE | OPCODE)) == (RESPONSE | READ_VARIABLES)
                && answer.getShort(SEQUENCE) == sequence;
    }

    /** What the answer tells of the local clock. */
    static ClockReading read(byte[] packet) {
        if ((packet[1] & ERROR) != 0) {
            return ClockReading.unknown(NAME, "refuses to tell");
        }
        Map<String, Double> variables = variables(packet);
        Double leap = variables.get("leap");
        Double stratum = variables.get("stratum");
        Double offset = variables.get("offset");
        if (leap == null || stratum == null || offset == null) {
            return ClockReading.unknown(NAME, "does not tell");
        }
        // Leap is two bits, written as 00, 01, 10 or 11.
        if (leap == 11 || leap == NOT_SYNCHRONISED || stratum < 1 || stratum > MAX_STRATUM) {
            return ClockReading.unknown(NAME, "not synchronised");
        }
        double error = orNone(variables.get("rootdelay")) / 2 + orNone(variables.get("rootdisp"));
        // Its offset is NTP time minus local clock, in milliseconds.
        return ClockReading.of(NAME, -offset / MILLIS, error / MILLIS);
    }

    private static double orNone(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static Map<String, Double> variables(byte[] packet) {
        int count = Short.toUnsignedInt(ByteBuffer.wrap(packet).getShort(COUNT));
        int length = Math.min(count, packet.length - HEADER_BYTES);
        Matcher matcher = VARIABLE.matcher(new String(packet, HEADER_BYTES, length, StandardCharsets.US_ASCII));
        return matcher.results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> Double.valueOf(found.group(2)), (first, second) -> first));
    }
}
