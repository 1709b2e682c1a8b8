package org.corelink.host.join;

import java.time.Instant;
import java.util.Optional;
import org.corelink.host.ca.RefusedException;

/**
 * What a machine says that has joined: give me the keys, and perhaps another certificate. Pure.
 *
 * @param clock its wall clock
 * @param signingRequest what it wants a certificate for, PKCS #10; empty = none
 */
record RenewalRequest(Instant clock, Optional<Bytes> signingRequest) {
    private static final int KIND = 2;

    byte[] encode() {
        return new Fields(KIND, clock, signingRequest.stream().toList()).encode();
    }

    /**
     * Reads what may be anything.
     *
     * @throws RefusedException if it is no request
     */
    static RenewalRequest decode(byte[] bytes) throws RefusedException {
        Fields fields = Fields.decode(bytes, KIND, 0, 1);
        return new RenewalRequest(fields.clock(), fields.values().stream().findFirst());
    }
}
