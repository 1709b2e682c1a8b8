package org.corelink.host.ca;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What passes between the machine that has the CA and one that joins, on the side of its files. SHELL; safe for any
 * number of threads and processes.
 */
public final class Enrolment {
    private final StoreFolder store;
    private final CaFolder caFolder;
    private final NodeFolder node;
    private final Register register;
    private final Authority authority;
    private final InstantSource clock;

    Enrolment(
            StoreFolder store,
            CaFolder caFolder,
            NodeFolder node,
            Register register,
            Authority authority,
            InstantSource clock) {
        this.store = store;
        this.caFolder = caFolder;
        this.node = node;
        this.register = register;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * This node's key and certificate, by which the others know it.
     *
     * @throws StoreException if it must not be used, or the CA is another machine's
     */
    public KeyedCertificate identity() throws StoreException {
        requireOwnCa();
        return store.locked(() -> node.load(caFolder.load(clock.instant())));
    }

    /**
     * What the CA may vouch for.
     *
     * @throws StoreException if the CA must not be used
     */
    public NameConstraints constraints() throws StoreException {
        return store.locked(() -> caFolder.constraints(caFolder.load(clock.instant())));
    }

    /**
     * Issues a certificate for another machine, and enters it into the register.
     *
     * @return the certificate and the CA's
     * @throws StoreException if the CA must not be used or is another machine's, or nothing can be written
     */
    public List<X509Certificate> issue(SigningRequest request) throws StoreException {
        requireOwnCa();
        return store.locked(() -> {
            Instant now = clock.instant();
            KeyedCertificate ca = caFolder.load(now);
            X509Certificate certificate = authority.certify(ca, request.profile(), request.key(), now);
            register.enter(request.profile().commonName(), certificate);
            return List.of(certificate, ca.certificate());
        });
    }

    /** A new key, for this node to join with. */
    public KeyPair newKeys() {
        return authority.newKeys();
    }

    /**
     * Takes over what another machine's CA has issued for this node; it replaces what this one's has.
     *
     * @param issuer name of that machine
     * @throws StoreException if nothing can be written
     */
    public void adopt(String issuer, KeyedCertificate pair) throws StoreException {
        store.locked(() -> {
            store.createNodes();
            node.saveOf(issuer, pair, clock.instant());
            return pair;
        });
    }

    /**
     * What this node has from another machine's CA; empty if it has joined none.
     *
     * @throws StoreException if it must not be used
     */
    public Optional<Membership> membership() throws StoreException {
        Optional<String> issuer = node.issuer();
        return issuer.isEmpty()
                ? Optional.empty()
                : store.locked(() -> Optional.of(new Membership(issuer.get(), node.caServer(), node.loadJoined())));
    }

    /**
     * Remembers where the CA that this node has joined answers.
     *
     * @throws StoreException if nothing can be written
     */
    public void rememberCaServer(String where) throws StoreException {
        store.locked(() -> {
            node.saveCaServer(where);
            return where;
        });
    }

    /**
     * Refuses where this node has joined another machine's CA.
     *
     * @throws StoreException with the name of that machine
     */
    public void requireOwnCa() throws StoreException {
        Optional<String> issuer = node.issuer();
        if (issuer.isPresent()) {
            throw new StoreException(
                    "This machine has joined the CA of " + issuer.get() + ", whose key is there alone. Do it there.",
                    null);
        }
    }
}
