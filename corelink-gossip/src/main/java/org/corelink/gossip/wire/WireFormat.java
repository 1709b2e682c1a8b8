package org.corelink.gossip.wire;

import java.util.Set;

/** The names and limits of the open format, as {@code protocol.md} lists them. */
public final class WireFormat {
    /** Largest datagram, in bytes: below every common MTU, so that IP never splits one. */
    public static final int MAX_DATAGRAM_BYTES = 1_400;

    /** First byte of every open datagram. */
    public static final byte FIRST_BYTE = '{';

    /** Deepest nesting of objects and arrays, the datagram's own object included. */
    public static final int MAX_DEPTH = 8;

    /** Longest name of a field, in characters; a digest's names are node ids of at most as many. */
    public static final int MAX_NAME_LENGTH = 64;

    /** Longest string value, in characters. */
    public static final int MAX_STRING_LENGTH = 512;

    /** Longest number, in digits, with those of fraction and exponent: a double takes some 20, a long 19. */
    public static final int MAX_NUMBER_LENGTH = 32;

    /** Longest {@code timestamp}, in characters; ours takes 19. */
    public static final int MAX_TIMESTAMP_LENGTH = 64;

    /** Greatest {@code seq} and {@code inc}: the greatest integer that every JSON library keeps exactly. */
    public static final long MAX_INTEGER = 9_007_199_254_740_991L;

    /** Greatest {@code epoch}: the end of the year 9999. */
    public static final long MAX_EPOCH_SECONDS = 253_402_300_799L;

    /** Greatest {@code boot}. */
    public static final long MAX_BOOT = 0xFFFF_FFFFL;

    static final String TYPE = "type";
    static final String HEARTBEAT = "heartbeat";
    static final String DIGEST_REQUEST = "digest_req";
    static final String DIGEST_RESPONSE = "digest_resp";
    static final String BEAT = "beat";
    static final String PROBE = "probe";
    static final String PROBE_REQUEST = "probe_req";
    static final String ACK = "ack";
    static final String ACCUSATION = "accusation";
    static final String LEAVE = "leave";

    static final String NODE_ID = "node_id";
    static final String TIMESTAMP = "timestamp";
    static final String SEQUENCE = "seq";
    static final String EPOCH = "epoch";
    static final String ID = "id";
    static final String INCARNATION = "inc";
    static final String BOOT = "boot";
    static final String HEARS = "hears";

    static final String TARGET = "target";
    static final String DIGEST = "digest";
    static final String UPDATES = "updates";
    static final String GREETS = "greets";

    static final String NONCE = "nonce";
    static final String SUBJECT = "subject";
    static final String SUBJECT_INCARNATION = "subject_inc";
    static final String CHARGE = "charge";
    static final String EVIDENCE = "evidence";
    static final String SILENT_MILLIS = "silent_ms";
    static final String PROBES = "probes";

    /** Fields of a heartbeat that belong to the library; every other field is payload. */
    public static final Set<String> OWN_FIELDS =
            Set.of(TYPE, NODE_ID, TIMESTAMP, SEQUENCE, EPOCH, ID, INCARNATION, BOOT, HEARS);

    private WireFormat() {}
}
