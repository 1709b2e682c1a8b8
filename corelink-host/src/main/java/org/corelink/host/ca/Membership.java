package org.corelink.host.ca;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node that has joined has from the CA of another machine. Pure.
 *
 * @param issuer name of that machine
 * @param caServer where it answers those that have joined; empty if that was never told
 * @param pair the node's key, its certificate and the CA's
 */
public record Membership(String issuer, Optional<String> caServer, KeyedCertificate pair) {
    /** The CA. */
    public X509Certificate ca() {
        return pair.chain().getLast();
    }

    /** What the node may ask a certificate for. */
    public NodeProfile wanted(HostNames self) {
        return RequestRules.askable(NodeProfile.of(self, NameConstraints.of(ca())));
    }

    /** Why another certificate is due, in words; null if the present one will do. */
    public @Nullable String reasonToRenew(HostNames self, Instant now) {
        return NodeFolder.reasonToIssue(pair.certificate(), wanted(self), now);
    }
}
