package org.corelink.host.join;

import java.time.Instant;
import java.util.List;
import org.corelink.host.ca.RefusedException;

/**
 * What a machine says that wants to join. Pure.
 *
 * @param clock its wall clock
 * @param signingRequest what it wants a certificate for, PKCS #10
 */
record JoinRequest(Instant clock, Bytes signingRequest) {
    private static final int KIND = 1;

    /** The request, with the proof that its sender has the token. */
    byte[] encode(JoinToken token, byte[] binding) {
        byte[] content = new Fields(KIND, clock, List.of(signingRequest)).encode();
        return Proven.encode(content, token, JoinToken.Purpose.REQUEST, binding);
    }

    /**
     * Reads what may be anything.
     *
     * @throws RefusedException if it is no request, or its sender has not this token
     */
    static JoinRequest decode(byte[] bytes, JoinToken token, byte[] binding) throws RefusedException {
        Fields fields = Fields.decode(Proven.open(bytes, token, JoinToken.Purpose.REQUEST, binding), KIND, 1);
        return new JoinRequest(fields.clock(), fields.values().getFirst());
    }
}
