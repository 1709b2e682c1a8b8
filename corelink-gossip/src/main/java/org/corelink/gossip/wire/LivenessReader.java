package org.corelink.gossip.wire;

import java.util.HashMap;
import java.util.Map;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.Accusation.Charge;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the flat messages that only nodes of this version send. Fields that the format does not name are skipped, and so
 * is the name of the sender, which is there for 0.01.x nodes.
 */
final class LivenessReader {
    private final OriginReader origin = new OriginReader();
    private final Map<String, Long> numbers = new HashMap<>();
    private @Nullable NodeId subject;
    private @Nullable Charge charge;
    private Evidence.@Nullable Kind evidence;

    private LivenessReader() {}

    /** Reads what is left of the object that {@code parser} stands in. */
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
            case WireFormat.NONCE -> readNumber(field, parser, 0, WireFormat.MAX_INTEGER);
            case WireFormat.SUBJECT_INCARNATION -> readNumber(field, parser, 1, WireFormat.MAX_INTEGER);
            case WireFormat.CHARGE -> charge = Fields.constant(parser, Charge.values());
            case WireFormat.EVIDENCE -> evidence = Fields.constant(parser, Evidence.Kind.values());
            case WireFormat.SILENT_MILLIS -> readNumber(field, parser, 0, Evidence.MAX_SILENT_MILLIS);
            case WireFormat.PROBES -> readNumber(field, parser, 0, Evidence.MAX_PROBES);
            default -> parser.skipChildren();
        }
    }

    private void readNumber(String field, JsonParser parser, long least, long most) {
        numbers.put(field, Fields.integer(parser, least, most));
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
        return new Accusation(
                origin.origin(),
                subject(),
                number(WireFormat.SUBJECT_INCARNATION),
                charge,
                new Evidence(evidence, (int) number(WireFormat.SILENT_MILLIS), (int) number(WireFormat.PROBES)));
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
