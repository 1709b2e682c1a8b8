package org.corelink.host.join;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.seal.KeyringText;
import org.corelink.host.ca.RefusedException;

/**
 * What a machine gets that has joined. Pure.
 *
 * @param clock the wall clock of the machine with the CA
 * @param keyring the cluster and its keys
 * @param chain the certificate that was asked for and the CA's, PEM; empty if none was
 */
record RenewalAnswer(Instant clock, Keyring keyring, Optional<Bytes> chain) {
    private static final int KIND = 19;

    byte[] encode() {
        Bytes keys = Bytes.of(KeyringText.format(keyring).getBytes(StandardCharsets.UTF_8));
        List<Bytes> values = Stream.concat(Stream.of(keys), chain.stream()).toList();
        return new Fields(KIND, clock, values).encode();
    }

    /**
     * Reads what may be anything.
     *
     * @throws RefusedException if it is a refusal, in its words; or if it is no answer
     */
    static RenewalAnswer decode(byte[] bytes) throws RefusedException {
        Refusal.throwIfIn(bytes);
        Fields fields = Fields.decode(bytes, KIND, 1, 2);
        try {
            String keys = new String(fields.values().getFirst().toArray(), StandardCharsets.UTF_8);
            return new RenewalAnswer(
                    fields.clock(),
                    KeyringText.parse(keys),
                    fields.values().stream().skip(1).findFirst());
        } catch (IllegalArgumentException e) {
            throw new RefusedException("It sent no keys of a cluster that this version of CoreLink understands.", e);
        }
    }
}
