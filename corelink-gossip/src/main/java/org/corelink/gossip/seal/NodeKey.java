package org.corelink.gossip.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;

/**
 * The Ed25519 key of a node, from which its id follows by {@link Identity#idOf}: so a signature proves an id without
 * any certificate.
 */
final class NodeKey {
    /** Length of a public key as it is sent: the last bytes of the X.509 encoding, the others being the same in all. */
    static final int PUBLIC_BYTES = 32;

    static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";

    /** SEQUENCE, SEQUENCE, OID 1.3.101.112, BIT STRING, as in RFC 8410. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PrivateKey secret;
    private final byte[] encoded;

    /**
     * The key of this node.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    NodeKey(KeyPair pair) {
        this.secret = pair.getPrivate();
        this.encoded = encoded(pair.getPublic());
    }

    /** The id of the node that owns this key. */
    NodeId id() {
        return Identity.idOf(encoded);
    }

    private static byte[] encoded(PublicKey key) {
        byte[] encoded = key.getEncoded();
        int length = X509_PREFIX.length;
        if (encoded.length != length + PUBLIC_BYTES || !Arrays.equals(encoded, 0, length, X509_PREFIX, 0, length)) {
            throw new IllegalArgumentException("a node's key is an Ed25519 key");
        }
        return encoded;
    }

    /** The public key as it is sent. */
    byte[] toPublicBytes() {
        return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the key of this node", e);
        }
    }

    /** Whether the owner of the id has signed {@code content}. */
    static boolean isSignedBy(NodeId id, byte[] publicBytes, byte[] content, byte[] signed) {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PUBLIC_BYTES);
        System.arraycopy(publicBytes, 0, encoded, X509_PREFIX.length, PUBLIC_BYTES);
        if (!Identity.idOf(encoded).equals(id)) {
            return false;
        }
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            // Not a point of the curve, or not the form of a signature.
            return false;
        }
    }
}
