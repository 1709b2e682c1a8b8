package org.corelink.host.ca;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The certificate of a node that has joined: the CA of another machine has issued it, and no key of that CA is here. */
final class JoinedNode {
    private final NodeFolder node;
    private final String issuer;

    JoinedNode(NodeFolder node, String issuer) {
        this.node = node;
        this.issuer = issuer;
    }

    /** The CA that the node has joined. */
    static CaCertificate caOf(NodeFolder node) throws StoreException, IOException {
        return new CaCertificate(node.caCertificate(), node.loadJoined().chain().getLast());
    }

    /** The certificate that is there: a new one can only come from where it came from. */
    NodeCertificate provide(HostNames host, @Nullable String order, Instant now) throws StoreException, IOException {
        KeyedCertificate pair = node.loadJoined();
        X509Certificate certificate = pair.certificate();
        Instant end = certificate.getNotAfter().toInstant();
        if (order != null || now.isAfter(end)) {
            throw StoreException.unusable(
                    node.certificate(),
                    order != null ? "it was issued by the CA of " + issuer : "it ended at " + end,
                    joinAgain(),
                    null);
        }
        boolean isDue = Lifetime.isRenewalDue(certificate.getNotBefore().toInstant(), end, now);
        return new NodeCertificate(
                node.certificate(),
                node.key(),
                node.current(),
                new CaCertificate(node.caCertificate(), pair.chain().getLast()),
                false,
                null,
                missing(host, certificate),
                isDue ? "The certificate of this node ends at " + end + ". " + renewal() : null);
    }

    private static List<String> missing(HostNames host, X509Certificate certificate) {
        Set<String> missing = new TreeSet<>(new NodeProfile(host.name(), host.dnsNames(), host.addresses()).names());
        missing.removeAll(NodeProfile.namesOf(certificate));
        return List.copyOf(missing);
    }

    private String renewal() {
        return "A new one comes from " + issuer + ", where corelink --serve or corelink --agent has to run; or let"
                + " this machine in again: corelink --invite on " + issuer + ", and corelink --join here.";
    }

    private String joinAgain() {
        return "A new one comes from there: corelink --invite on " + issuer + ", and corelink --join here.";
    }
}
