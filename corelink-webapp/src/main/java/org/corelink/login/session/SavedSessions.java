package org.corelink.login.session;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Sessions as they are kept over a restart, with what is needed to go on measuring their time. Pure. The text is JSON. When a
 * session was used last is not in it: the moment when it was written down stands for that.
 *
 * @param moment when they were written down
 * @param sessions in no order
 */
record SavedSessions(Moment moment, List<SignedInSession> sessions) {
    private static final int VERSION = 1;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(1_024)
                    .build())
            .build();

    /**
     * A moment on both clocks of a machine.
     *
     * @param boot which run of the kernel the monotonic clock belongs to
     * @param nanos monotonic; the same clock for all processes of one run of the kernel
     * @param wallMillis since 1970
     */
    record Moment(String boot, long nanos, long wallMillis) {}

    /** Takes an immutable copy. */
    SavedSessions {
        sessions = List.copyOf(sessions);
    }

    /**
     * Those that may go on at {@code now}, on its monotonic clock. After a new start of the machine only the wall clock can
     * tell how much time has gone by; where that runs backwards, none may.
     */
    List<SignedInSession> goOn(Moment now) {
        long shift = 0;
        if (!moment.boot.equals(now.boot)) {
            long goneMillis = now.wallMillis - moment.wallMillis;
            if (goneMillis < 0) {
                return List.of();
            }
            shift = now.nanos - moment.nanos - goneMillis * 1_000_000;
        }
        long byNanos = shift;
        return sessions.stream()
                .map(session -> session.shifted(byNanos))
                .filter(session -> isAlive(session, now.nanos))
                .toList();
    }

    private static boolean isAlive(SignedInSession session, long nowNanos) {
        long left = session.deadlineNanos() - nowNanos;
        return left > 0 && left <= SessionTable.SIGNED_IN.toNanos();
    }

    /** The text. */
    String encode() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            json.writeStringProperty("boot", moment.boot);
            json.writeNumberProperty("nanos", moment.nanos);
            json.writeNumberProperty("wallMillis", moment.wallMillis);
            json.writeArrayPropertyStart("sessions");
            sessions.forEach(session -> encode(json, session));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void encode(JsonGenerator json, SignedInSession session) {
        json.writeStartObject();
        json.writeStringProperty("key", session.key());
        json.writeStringProperty("user", session.user().name());
        json.writeStringProperty("fingerprint", session.user().fingerprint());
        json.writeStringProperty("role", highest(session.roles()).roleName());
        json.writeStringProperty("address", session.address());
        json.writeNumberProperty("deadlineNanos", session.deadlineNanos());
        json.writeNumberProperty("passwordNanos", session.passwordNanos());
        json.writeEndObject();
    }

    private static Role highest(Set<Role> roles) {
        return roles.stream().max(Role::compareTo).orElseThrow();
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException if it is anything else; the message says what
     */
    static SavedSessions decode(String text) {
        try (JsonParser json = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            return new Reader(json).read();
        } catch (tools.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("no JSON of saved sessions: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads strictly what {@link #encode} writes, field by field in its order: no other program writes this file. */
    private record Reader(JsonParser json) {
        SavedSessions read() {
            expect(JsonToken.START_OBJECT);
            long version = number("version");
            if (version != VERSION) {
                throw new IllegalArgumentException("version " + version + " where " + VERSION + " is understood");
            }
            Moment moment = new Moment(text("boot"), number("nanos"), number("wallMillis"));
            name("sessions");
            expect(JsonToken.START_ARRAY);
            List<SignedInSession> sessions = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                sessions.add(session(moment));
            }
            require(json.currentToken() == JsonToken.END_ARRAY);
            expect(JsonToken.END_OBJECT);
            require(json.nextToken() == null);
            return new SavedSessions(moment, sessions);
        }

        private SignedInSession session(Moment moment) {
            String key = text("key");
            UserPrincipal user = new UserPrincipal(text("user"), text("fingerprint"));
            Role role = Role.valueOf(text("role").toUpperCase(Locale.ROOT));
            SignedInSession session = new SignedInSession(
                    key,
                    user,
                    EnumSet.range(Role.VIEWER, role),
                    text("address"),
                    number("deadlineNanos"),
                    number("passwordNanos"),
                    moment.nanos());
            expect(JsonToken.END_OBJECT);
            return session;
        }

        private String text(String name) {
            name(name);
            expect(JsonToken.VALUE_STRING);
            return json.getString();
        }

        private long number(String name) {
            name(name);
            expect(JsonToken.VALUE_NUMBER_INT);
            return json.getLongValue();
        }

        private void name(String name) {
            expect(JsonToken.PROPERTY_NAME);
            require(json.currentName().equals(name));
        }

        private void expect(JsonToken token) {
            require(json.nextToken() == token);
        }

        private void require(boolean condition) {
            if (!condition) {
                throw new IllegalArgumentException("saved sessions are damaged near " + json.currentLocation());
            }
        }
    }
}
