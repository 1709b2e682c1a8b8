package org.corelink.host.ca;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This node's certificate, ready for a TLS server.
 *
 * @param chain PEM file: the node's certificate, then the CA's
 * @param privateKey PEM file, PKCS #8
 * @param current the link to the folder of both, which moves on when there is a newer pair
 * @param ca its CA
 * @param caIsNew whether the CA was made just now, so that no browser knows it yet
 * @param issuedBecause why the certificate was made just now, in words; null if it was there already
 * @param leftOut names and addresses of the machine that the certificate is not good for
 * @param duty what a person has to do about it soon, in words; null if nothing
 */
public record NodeCertificate(
        Path chain,
        Path privateKey,
        Path current,
        CaCertificate ca,
        boolean caIsNew,
        @Nullable String issuedBecause,
        List<String> leftOut,
        @Nullable String duty) {
    /** Takes an immutable copy of the list. */
    public NodeCertificate {
        leftOut = List.copyOf(leftOut);
    }
}
