package org.corelink.host.join;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.seal.KeyringText;
import org.corelink.host.ca.RefusedException;

/**
 * What a machine gets that is let in. Pure.
 *
 * @param clock the wall clock of the machine that lets it in
 * @param inviter name of that machine
 * @param chain its certificate and the CA's, PEM
 * @param keyring the cluster and its keys
 * @param mode which formats of gossip it is to speak
 */
record Admission(Instant clock, String inviter, Bytes chain, Keyring keyring, Mode mode) {
    private static final int ADMITTED = 17;

    /** The admission, with the proof that its sender has the token. */
    byte[] encode(JoinToken token, byte[] binding) {
        List<Bytes> values = List.of(of(inviter), chain, of(KeyringText.format(keyring)), of(mode.word()));
        return Proven.encode(new Fields(ADMITTED, clock, values).encode(), token, JoinToken.Purpose.REPLY, binding);
    }

    /**
     * Reads what may be anything.
     *
     * @throws RefusedException if it is a refusal, in its words; or if it is no answer, or its sender has not this token
     */
    static Admission decode(byte[] bytes, JoinToken token, byte[] binding) throws RefusedException {
        Refusal.throwIfIn(bytes);
        Fields fields = Fields.decode(Proven.open(bytes, token, JoinToken.Purpose.REPLY, binding), ADMITTED, 4);
        try {
            return new Admission(
                    fields.clock(),
                    name(fields.values().get(0)),
                    fields.values().get(1),
                    KeyringText.parse(text(fields.values().get(2))),
                    Mode.named(text(fields.values().get(3))).orElseThrow(IllegalArgumentException::new));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("It sent no keys of a cluster that this version of CoreLink understands.", e);
        }
    }

    private static String name(Bytes value) {
        String name = text(value);
        if (!NodeId.isValid(name)) {
            throw new IllegalArgumentException("not the name of a machine");
        }
        return name;
    }

    private static Bytes of(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes value) {
        return new String(value.toArray(), StandardCharsets.UTF_8);
    }
}
