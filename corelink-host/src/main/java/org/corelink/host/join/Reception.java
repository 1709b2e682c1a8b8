package org.corelink.host.join;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.RequestRules;
import org.corelink.host.ca.SigningRequest;
import org.corelink.host.ca.StoreException;

/** Decides whom an invitation lets in. Pure but for the issuer; safe for any number of threads. */
public final class Reception {
    private final Invitation invitation;
    private final RequestRules rules;
    private final Cluster cluster;
    private final Issuer issuer;

    /** Lets one machine in by {@code invitation}. */
    public Reception(Invitation invitation, RequestRules rules, Cluster cluster, Issuer issuer) {
        this.invitation = invitation;
        this.rules = rules;
        this.cluster = cluster;
        this.issuer = issuer;
    }

    /**
     * What is handed out to whoever is let in.
     *
     * @param keyring the cluster and its keys
     * @param mode which formats of gossip it speaks
     */
    public record Cluster(Keyring keyring, Mode mode) {}

    /** The CA. */
    public interface Issuer {
        /**
         * Issues a certificate.
         *
         * @return it, and the CA's
         * @throws StoreException if the CA cannot be used
         */
        List<X509Certificate> issue(SigningRequest request) throws StoreException;
    }

    /**
     * Who asks, over which connection.
     *
     * @param address where the request comes from
     * @param binding value that both ends of that TLS connection share, and no two connections
     */
    record Caller(InetAddress address, Bytes binding) {}

    /**
     * Who was let in.
     *
     * @param name of the machine
     * @param answer to be sent to it
     */
    record Admitted(String name, Bytes answer) {}

    /**
     * Lets a machine in. Whoever has not the token learns nothing but that, and a request that breaks a rule does not use
     * the invitation up.
     *
     * @throws RefusedException in words for whoever asks
     * @throws StoreException if the CA cannot be used; the invitation is used up then
     */
    Admitted admit(byte[] bytes, Caller caller, Instant now) throws RefusedException, StoreException {
        byte[] binding = caller.binding().toArray();
        JoinRequest request = JoinRequest.decode(bytes, invitation.token(), binding);
        invitation.check(request.clock(), now);
        SigningRequest signing = SigningRequest.read(request.signingRequest().toArray());
        rules.check(signing.profile(), caller.address());
        invitation.redeem(now);
        Bytes chain = Bytes.of(IssuedChain.encode(issuer.issue(signing)));
        Admission admission = new Admission(now, rules.issuer().name(), chain, cluster.keyring(), cluster.mode());
        return new Admitted(signing.profile().commonName(), Bytes.of(admission.encode(invitation.token(), binding)));
    }
}
