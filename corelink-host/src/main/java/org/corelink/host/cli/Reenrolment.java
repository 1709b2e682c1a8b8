package org.corelink.host.cli;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.corelink.gossip.Keyring;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.Membership;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.Endpoint;
import org.corelink.host.join.JoinException;
import org.corelink.host.join.RenewalClient;
import org.jspecify.annotations.Nullable;

/** What a machine that has joined fetches from the machine with the CA. SHELL; blocks for some seconds at most. */
final class Reenrolment {
    private final CertificateStore store;
    private final InstantSource clock;

    Reenrolment(CertificateStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What was fetched.
     *
     * @param issuer the machine with the CA
     * @param renewedBecause why there is a new certificate, in words; empty if there is none
     * @param newEpoch epoch of the cluster's keys, if they are others than before
     */
    record Fetched(String issuer, Optional<String> renewedBecause, OptionalInt newEpoch) {}

    /**
     * Fetches the cluster's keys, and a certificate if one is due.
     *
     * @param order why one is wanted though none is due, in words; null if none is
     * @return empty if this machine has joined no other's CA
     * @throws JoinException in words, if the other machine is away or refuses; all stays as it is then
     * @throws StoreException if what is here must not be used, or nothing can be written
     */
    Optional<Fetched> fetch(HostNames self, @Nullable String order) throws StoreException, JoinException {
        Enrolment enrolment = store.enrolment(self);
        Optional<Membership> membership = enrolment.membership();
        return membership.isEmpty() ? Optional.empty() : Optional.of(fetch(self, order, enrolment, membership.get()));
    }

    private Fetched fetch(HostNames self, @Nullable String order, Enrolment enrolment, Membership membership)
            throws StoreException, JoinException {
        Endpoint where = membership
                .caServer()
                .flatMap(text -> Endpoint.parse(text, Endpoint.CA_PORT))
                .orElseThrow(() -> JoinException.unknownWhere(membership.issuer()));
        RenewalClient client = new RenewalClient(where, membership, clock);
        // The keys by themselves: what is wrong with a request for a certificate keeps nobody out of the cluster.
        OptionalInt epoch = take(self, client.keys());
        String reason = order != null ? order : membership.reasonToRenew(self, clock.instant());
        if (reason != null) {
            enrolment.adopt(membership.issuer(), client.renew(self, enrolment.newKeys()));
        }
        return new Fetched(membership.issuer(), Optional.ofNullable(reason), epoch);
    }

    private OptionalInt take(HostNames self, Keyring keyring) throws StoreException {
        return store.groupKeys(self).take(keyring)
                ? OptionalInt.of(keyring.current().epoch())
                : OptionalInt.empty();
    }
}
