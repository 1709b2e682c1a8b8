package org.corelink.host.join;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Mode;
import org.corelink.host.ca.Authority;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.FileOwners;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.HostNames.Attachment;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.Members;
import org.corelink.host.ca.Membership;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.RequestRules;
import org.corelink.host.ca.Sealing;
import org.corelink.host.ca.SigningRequest;
import org.corelink.host.ca.StoreException;

/** alpha, which has a CA and a sealed cluster in a folder of the test, and beta, which wants to join. */
final class TwoMachines {
    /** When the tests take place. */
    static final Instant NOW = Instant.parse("2026-11-27T07:00:00Z");

    static final HostNames ALPHA = host("alpha", "10.1.2.3");
    static final HostNames BETA = host("beta", "10.1.2.4");
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    final CertificateStore store;
    final Enrolment enrolment;
    final Members members;
    final Sealing sealing;
    final JoinToken token = JoinToken.random(new SecureRandom());
    final KeyPair keys;

    TwoMachines(Path folder) throws StoreException {
        store = store(folder, NOW);
        store.ensure(ALPHA);
        enrolment = store.enrolment(ALPHA);
        members = store.members(ALPHA);
        sealing = store.groupKeys(ALPHA).seal(Mode.SEALED);
        keys = enrolment.newKeys();
    }

    static CertificateStore store(Path folder, Instant now) {
        return new CertificateStore(
                folder, new Authority(new SecureRandom()), InstantSource.fixed(now), FileOwners.OF_PROCESS);
    }

    /** What beta has when it was let in. */
    Membership letIn() throws StoreException {
        List<X509Certificate> chain = enrolment.issue(new SigningRequest(profile(), keys.getPublic()));
        return new Membership("alpha", Optional.empty(), new KeyedCertificate(keys.getPrivate(), chain));
    }

    /** The CA of a store of alpha. */
    static MemberCa ca(CertificateStore store) {
        return new RegisteredMembers(store.members(ALPHA));
    }

    /** Who a store of alpha says that alpha is. */
    static RenewalServer.Identity identity(CertificateStore store) throws StoreException {
        Enrolment enrolment = store.enrolment(ALPHA);
        return new RenewalServer.Identity(enrolment.identity(), new RequestRules(enrolment.constraints(), ALPHA));
    }

    static HostNames host(String name, String address) {
        return new HostNames(name, null, null, List.of(new Attachment(InetAddress.ofLiteral(address), 24)));
    }

    Invitation invitation(Duration ttl) {
        return new Invitation(token, NOW.plus(ttl));
    }

    Reception reception(Invitation invitation) throws StoreException {
        return new Reception(
                invitation,
                new RequestRules(enrolment.constraints(), ALPHA),
                new Reception.Cluster(sealing.keyring(), sealing.mode()),
                enrolment::issue);
    }

    NodeProfile profile() throws StoreException {
        return NodeProfile.of(BETA, enrolment.constraints());
    }

    /** A request of beta over the connection with that binding. */
    byte[] request(NodeProfile profile, Instant clock, JoinToken by, byte[] binding) {
        return new JoinRequest(clock, Bytes.of(SigningRequest.encode(profile, keys))).encode(by, binding);
    }

    CaHash caHash() throws StoreException {
        return CaHash.of(enrolment.identity().chain().getLast());
    }
}
