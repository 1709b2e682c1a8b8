package org.corelink.host.join;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.corelink.gossip.Mode;
import org.corelink.host.ca.Authority;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.FileOwners;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.HostNames.Attachment;
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

    final Enrolment enrolment;
    final Sealing sealing;
    final JoinToken token = JoinToken.random(new SecureRandom());
    final KeyPair keys;

    TwoMachines(Path folder) throws StoreException {
        CertificateStore store = new CertificateStore(
                folder, new Authority(new SecureRandom()), InstantSource.fixed(NOW), FileOwners.OF_PROCESS);
        store.ensure(ALPHA);
        enrolment = store.enrolment(ALPHA);
        sealing = store.groupKeys(ALPHA).seal(Mode.SEALED);
        keys = enrolment.newKeys();
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
