package org.corelink.host.ca;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Keyring;

/**
 * What the CA of this machine does for those that it has let in. Whether somebody is on the register, and what is done for
 * that reason, is one step under the lock: whoever is put out gets nothing that is made then. SHELL; any thread.
 */
public final class Members {
    private final StoreFolder store;
    private final CaFolder caFolder;
    private final Register register;
    private final GroupKeyStore keys;
    private final Authority authority;
    private final InstantSource clock;

    Members(
            StoreFolder store,
            CaFolder caFolder,
            Register register,
            GroupKeyStore keys,
            Authority authority,
            InstantSource clock) {
        this.store = store;
        this.caFolder = caFolder;
        this.register = register;
        this.keys = keys;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * Their names, in order.
     *
     * @throws StoreException if the register cannot be read
     */
    public List<String> names() throws StoreException {
        return store.locked(register::names);
    }

    /**
     * The cluster's keys, for who shows {@code presented}.
     *
     * @throws RefusedException if it is not on the register by that certificate
     * @throws StoreException if the keys or the register cannot be read
     */
    public Keyring keysFor(X509Certificate presented) throws RefusedException, StoreException {
        String name = name(presented);
        Optional<Keyring> found = store.locked(() -> register.of(name).contains(presented)
                ? Optional.of(keys.require().keyring())
                : Optional.empty());
        return found.orElseThrow(() -> MemberRules.notOnTheRegister(name));
    }

    /**
     * Issues another certificate for who shows {@code presented}, and enters it into the register.
     *
     * @return the certificate and the CA's
     * @throws RefusedException if it is not on the register by that certificate
     * @throws StoreException if the CA must not be used, or nothing can be written
     */
    public List<X509Certificate> renew(SigningRequest request, X509Certificate presented)
            throws RefusedException, StoreException {
        String name = name(presented);
        Optional<List<X509Certificate>> issued = store.locked(() -> {
            if (!register.of(name).contains(presented)) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            KeyedCertificate ca = caFolder.load(now);
            X509Certificate certificate = authority.certify(ca, request.profile(), request.key(), now);
            register.add(name, certificate);
            return Optional.of(List.of(certificate, ca.certificate()));
        });
        return issued.orElseThrow(() -> MemberRules.notOnTheRegister(name));
    }

    /**
     * Makes new keys without any that were handed out before, and strikes a machine off the register.
     *
     * @return the new keys
     * @throws StoreException if there are no keys yet, or nothing can be written
     */
    public Keyring putOut(String name) throws StoreException {
        return store.locked(() -> {
            Keyring renewed = keys.renew();
            register.strike(name);
            return renewed;
        });
    }

    private static String name(X509Certificate presented) throws RefusedException {
        return MemberRules.nameOf(presented).orElseThrow(() -> new RefusedException("No machine is named."));
    }
}
