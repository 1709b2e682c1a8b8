package org.corelink.gossip.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM with the sequence as the nonce. One pair of ciphers serves the keys of all runs: to change the key takes
 * 0.1 us, and a pair for each run would take memory.
 */
final class Aead {
    private static final int NONCE_BYTES = 12;

    private final Cipher sealing;
    private final Cipher opening;
    private final byte[] nonce = new byte[NONCE_BYTES];

    Aead() {
        try {
            sealing = Cipher.getInstance("AES/GCM/NoPadding");
            opening = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * The datagram that begins with {@code envelope}, in long or in short form.
     *
     * @param key of the run
     * @param header of the run
     */
    byte[] seal(SecretKey key, byte[] header, int sequence, byte[] plaintext, byte[] envelope) {
        byte[] datagram = new byte[envelope.length + plaintext.length + Envelope.TAG_BYTES];
        System.arraycopy(envelope, 0, datagram, 0, envelope.length);
        try {
            start(sealing, Cipher.ENCRYPT_MODE, key, header, sequence);
            sealing.doFinal(plaintext, 0, plaintext.length, datagram, envelope.length);
            return datagram;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a datagram", e);
        }
    }

    /** What is sealed in {@code datagram} after its envelope, or null if the run has not sealed it so. */
    byte @Nullable [] open(SecretKey key, byte[] header, int sequence, byte[] datagram, int envelopeBytes) {
        try {
            start(opening, Cipher.DECRYPT_MODE, key, header, sequence);
            return opening.doFinal(datagram, envelopeBytes, datagram.length - envelopeBytes);
        } catch (AEADBadTagException _) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open a datagram", e);
        }
    }

    private void start(Cipher cipher, int mode, SecretKey key, byte[] header, int sequence)
            throws GeneralSecurityException {
        ByteBuffer.wrap(nonce).putInt(NONCE_BYTES - Integer.BYTES, sequence);
        cipher.init(mode, key, new GCMParameterSpec(8 * Envelope.TAG_BYTES, nonce));
        cipher.updateAAD(header, 0, Envelope.HEADER_BYTES);
        cipher.updateAAD(nonce, NONCE_BYTES - Integer.BYTES, Integer.BYTES);
    }
}
