package org.corelink.login.pam;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes that the console and the PAM process send each other: one question, one answer, and the connection ends.
 *
 * <pre>
 * frame    = length u16 (of what follows), version u8, kind u8, fields
 * text     = length u16, UTF-8
 * sign-in  = kind 1: user text, password text, remote host text
 * review   = kind 2: user text
 * granted  = kind 17: name text, uid u32, shell text, role groups exist u8 (0, 1), fingerprint text,
 *            number of groups u16, that many texts
 * refused  = kind 18
 * busy     = kind 19
 * failed   = kind 20: reason text
 * </pre>
 *
 * Numbers are big-endian. What is too long, of another version or kind, or has bytes left over is refused as a whole.
 */
final class PamFrame {
    /** Of the format. Both ends come from one jar; a mix of two builds must fail rather than guess. */
    static final int VERSION = 1;

    /** Bytes of a frame less its length field. */
    static final int MAX_BYTES = 0xFFFF;

    private static final int SIGN_IN = 1;
    private static final int REVIEW = 2;
    private static final int GRANTED = 17;
    private static final int REFUSED = 18;
    private static final int BUSY = 19;
    private static final int FAILED = 20;

    private PamFrame() {}

    /** What a frame could not be read as. */
    static final class FormatException extends IOException {
        private static final long serialVersionUID = 1L;

        FormatException(String message) {
            super(message);
        }
    }

    /** Writes fields. */
    private interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    /**
     * The question as a frame with its length.
     *
     * @throws FormatException if it does not fit into a frame
     */
    static ByteBuffer encode(PamQuestion question) throws FormatException {
        Optional<String> password = question.password();
        if (password.isEmpty()) {
            return frame(REVIEW, out -> text(out, question.user()));
        }
        return frame(SIGN_IN, out -> {
            text(out, question.user());
            text(out, password.get());
            text(out, question.remoteHost());
        });
    }

    /**
     * The answer as a frame with its length.
     *
     * @throws FormatException if it does not fit into a frame
     */
    static ByteBuffer encode(PamAnswer answer) throws FormatException {
        return switch (answer) {
            case PamAnswer.Granted granted -> frame(GRANTED, out -> granted(out, granted));
            case PamAnswer.Refused _ -> frame(REFUSED, _ -> {});
            case PamAnswer.Busy _ -> frame(BUSY, _ -> {});
            case PamAnswer.Failed(String reason) -> frame(FAILED, out -> text(out, reason));
        };
    }

    private static void granted(DataOutputStream out, PamAnswer.Granted granted) throws IOException {
        UnixAccount account = granted.account();
        text(out, account.name());
        out.writeInt((int) account.uid());
        text(out, account.shell());
        out.writeBoolean(granted.roleGroupsExist());
        text(out, granted.fingerprint());
        out.writeShort(account.groups().size());
        for (String group : account.groups()) {
            text(out, group);
        }
    }

    private static ByteBuffer frame(int kind, Fields fields) throws FormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(0);
            out.writeByte(VERSION);
            out.writeByte(kind);
            fields.write(out);
        } catch (FormatException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        int length = bytes.size() - Short.BYTES;
        if (length > MAX_BYTES) {
            throw new FormatException(length + " bytes do not fit into a frame");
        }
        return ByteBuffer.wrap(bytes.toByteArray()).putShort(0, (short) length);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_BYTES) {
            throw new FormatException("a text of " + utf8.length + " bytes does not fit into a frame");
        }
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    /**
     * The question in {@code body}, a frame less its length.
     *
     * @throws IOException if there is none
     */
    static PamQuestion decodeQuestion(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        PamQuestion question =
                switch (kind(in)) {
                    case SIGN_IN -> PamQuestion.signIn(text(in), text(in), text(in));
                    case REVIEW -> PamQuestion.review(text(in));
                    default -> throw new FormatException("not a question");
                };
        requireEnd(in);
        return question;
    }

    /**
     * The answer in {@code body}, a frame less its length.
     *
     * @throws IOException if there is none
     */
    static PamAnswer decodeAnswer(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        PamAnswer answer =
                switch (kind(in)) {
                    case GRANTED -> granted(in);
                    case REFUSED -> new PamAnswer.Refused();
                    case BUSY -> new PamAnswer.Busy();
                    case FAILED -> new PamAnswer.Failed(text(in));
                    default -> throw new FormatException("not an answer");
                };
        requireEnd(in);
        return answer;
    }

    private static PamAnswer.Granted granted(DataInputStream in) throws IOException {
        String name = text(in);
        long uid = Integer.toUnsignedLong(in.readInt());
        String shell = text(in);
        boolean roleGroupsExist = in.readBoolean();
        String fingerprint = text(in);
        int count = in.readUnsignedShort();
        Set<String> groups = new HashSet<>();
        for (int i = 0; i < count; i++) {
            groups.add(text(in));
        }
        return new PamAnswer.Granted(new UnixAccount(name, uid, shell, groups), roleGroupsExist, fingerprint);
    }

    private static int kind(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new FormatException("version " + version + " where " + VERSION + " is spoken");
        }
        return in.readUnsignedByte();
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort();
        if (length > in.available()) {
            throw new FormatException("a text is longer than its frame");
        }
        byte[] utf8 = in.readNBytes(length);
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static void requireEnd(DataInputStream in) throws IOException {
        if (in.available() > 0) {
            throw new FormatException(in.available() + " bytes too many");
        }
    }
}
