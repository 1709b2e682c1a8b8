package org.corelink.host.join;

import java.util.Arrays;
import org.corelink.host.ca.RefusedException;

/** Something said, followed by the proof that its sender has the token. Pure. */
final class Proven {
    private Proven() {}

    static byte[] encode(byte[] content, JoinToken token, JoinToken.Purpose purpose, byte[] binding) {
        byte[] both = Arrays.copyOf(content, content.length + JoinToken.PROOF_BYTES);
        byte[] proof = token.proof(purpose, binding, content);
        System.arraycopy(proof, 0, both, content.length, proof.length);
        return both;
    }

    /**
     * What was said by somebody who has the token.
     *
     * @throws RefusedException if the proof is not right
     */
    static byte[] open(byte[] both, JoinToken token, JoinToken.Purpose purpose, byte[] binding)
            throws RefusedException {
        int length = Math.max(0, both.length - JoinToken.PROOF_BYTES);
        byte[] content = Arrays.copyOf(both, length);
        byte[] proof = Arrays.copyOfRange(both, length, both.length);
        if (!token.isProven(proof, purpose, binding, content)) {
            throw new RefusedException("The token is not that of this invitation. Paste the whole line that"
                    + " corelink --invite has printed last.");
        }
        return content;
    }
}
