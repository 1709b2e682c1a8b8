package org.corelink.gossip.wire;

import java.util.HashMap;
import java.util.Map;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the flat messages that only nodes of this version send. Fields that the format does not name are skipped. */
final class LivenessReader {
    private static final Map<String, Accusation.Charge> CHARGES =
            Map.of("suspect", Accusation.Charge.SUSPECT, "down", Accusation.Charge.DOWN);

    private static final Map<String, Evidence.Kind> EVIDENCE =
            Map.of("port_closed", Evidence.Kind.PORT_CLOSED, "unanswered", Evidence.Kind.UNANSWERED);

    private final OriginReader origin = new OriginReader();
    private final Map<String, Long> numbers = new HashMap<>();
    private Accusation.@Nullable Charge charge;
    private Evidence.@Nullable Kind evidence;
    private @Nullable NodeId subject;

    private LivenessReader() {}

    /** The word for a charge. */
    static String word(Accusation.Charge charge) {
        return wordOf(CHARGES, charge);
    }

    /** The word for a kind of evidence. */
    static String word(Evidence.Kind kind) {
        return wordOf(EVIDENCE, kind);
    }

    private static <T> String wordOf(Map<String, T> words, T value) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Reads the object whose first brace {@code parser} stands on. */
    static LivenessReader read(JsonParser parser) {
        LivenessReader reader = new LivenessReader();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            reader.readField(field, parser);
        }
        return reader;
    }

    private void readField(String field, JsonParser parser) {
        if (origin.reads(field, parser)) {
            return;
        }
        switch (field) {
            case WireFormat.SUBJECT -> subject = Fields.memberId(parser);
            case WireFormat.NONCE, WireFormat.SILENT_MILLIS, WireFormat.PROBES ->
                numbers.put(field, Fields.integer(parser, 0));
            case WireFormat.SUBJECT_INCARNATION -> numbers.put(field, Fields.integer(parser, 1));
            case WireFormat.CHARGE -> charge = named(CHARGES, parser);
            case WireFormat.EVIDENCE -> evidence = named(EVIDENCE, parser);
            default -> parser.skipChildren();
        }
    }

    private static <T> T named(Map<String, T> words, JsonParser parser) {
        T value = words.get(Fields.string(parser));
        if (value == null) {
            throw new InvalidFieldException("unknown word");
        }
        return value;
    }

    Beat beat() {
        return new Beat(origin.origin());
    }

    Leave leave() {
        return new Leave(origin.origin());
    }

    Probe probe() {
        return new Probe(origin.origin(), number(WireFormat.NONCE));
    }

    ProbeRequest probeRequest() {
        return new ProbeRequest(origin.origin(), subject(), number(WireFormat.NONCE));
    }

    Ack ack() {
        return new Ack(origin.origin(), subject(), number(WireFormat.NONCE));
    }

    Accusation accusation() {
        if (charge == null || evidence == null) {
            throw new InvalidFieldException("accusation lacks a field");
        }
        long silentMillis = number(WireFormat.SILENT_MILLIS);
        long probes = number(WireFormat.PROBES);
        Fields.require(
                silentMillis <= Evidence.MAX_SILENT_MILLIS && probes <= Evidence.MAX_PROBES, "evidence out of range");
        return new Accusation(
                origin.origin(),
                subject(),
                number(WireFormat.SUBJECT_INCARNATION),
                charge,
                new Evidence(evidence, (int) silentMillis, (int) probes));
    }

    private NodeId subject() {
        if (subject == null) {
            throw new InvalidFieldException("no subject");
        }
        return subject;
    }

    private long number(String field) {
        Long value = numbers.get(field);
        if (value == null) {
            throw new InvalidFieldException("no " + field);
        }
        return value;
    }
}
