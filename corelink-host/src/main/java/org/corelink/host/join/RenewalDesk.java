package org.corelink.host.join;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.corelink.gossip.Keyring;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.MemberRules;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.RequestRules;
import org.corelink.host.ca.SigningRequest;
import org.corelink.host.ca.StoreException;

/**
 * Decides what a machine is given that has joined: re-enrolment as in RFC 7030, by the certificate that it has. Pure but for
 * the CA; safe for any number of threads.
 */
final class RenewalDesk {
    private final MemberCa ca;
    private final Quota quota = new Quota();

    RenewalDesk(MemberCa ca) {
        this.ca = ca;
    }

    /**
     * Who asks.
     *
     * @param address where the request comes from
     * @param certificate whose key was proven in the handshake
     */
    record Caller(InetAddress address, X509Certificate certificate) {}

    /**
     * When it is.
     *
     * @param wall the wall clock
     * @param nanos the monotonic one
     */
    record Now(Instant wall, long nanos) {}

    /**
     * The answer to a request that may be anything.
     *
     * @throws RefusedException in words for whoever asks
     * @throws StoreException if the CA or the keys cannot be used
     */
    byte[] answer(byte[] bytes, Caller caller, RequestRules rules, X509Certificate authority, Now now)
            throws RefusedException, StoreException {
        String name = MemberRules.check(caller.certificate(), authority, now.wall());
        RenewalRequest request = RenewalRequest.decode(bytes);
        Keyring keyring = ca.keysFor(caller.certificate());
        Optional<Bytes> chain = Optional.empty();
        if (request.signingRequest().isPresent()) {
            Invitation.requireSameTime(request.clock(), now.wall());
            chain = Optional.of(renew(name, request.signingRequest().get(), caller, rules, now));
        }
        return new RenewalAnswer(now.wall(), keyring, chain).encode();
    }

    private Bytes renew(String name, Bytes wanted, Caller caller, RequestRules rules, Now now)
            throws RefusedException, StoreException {
        SigningRequest signing = SigningRequest.read(wanted.toArray());
        String asked = signing.profile().commonName();
        if (!asked.equals(name)) {
            throw new RefusedException(
                    "The certificate that was shown is that of " + name + ", and not of " + asked + ".");
        }
        rules.check(signing.profile(), caller.address());
        if (!quota.take(name, now.nanos())) {
            throw new RefusedException(name + " has had " + Quota.CERTIFICATES + " certificates within an hour. Look"
                    + " why it asks so often: its log tells.");
        }
        return Bytes.of(IssuedChain.encode(ca.renew(signing, caller.certificate())));
    }
}
