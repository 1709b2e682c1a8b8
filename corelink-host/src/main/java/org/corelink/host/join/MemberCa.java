package org.corelink.host.join;

import java.security.cert.X509Certificate;
import java.util.List;
import org.corelink.gossip.Keyring;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.SigningRequest;
import org.corelink.host.ca.StoreException;

/** A CA with its register of machines, and the keys of their cluster. Any thread. */
public interface MemberCa {
    /**
     * The cluster's keys, for who shows a certificate.
     *
     * @throws RefusedException if it is not on the register by that one
     * @throws StoreException if keys or register cannot be read
     */
    Keyring keysFor(X509Certificate presented) throws RefusedException, StoreException;

    /**
     * Another certificate, with the CA's, for who shows one.
     *
     * @throws RefusedException if it is not on the register by that one
     * @throws StoreException if the CA cannot be used
     */
    List<X509Certificate> renew(SigningRequest request, X509Certificate presented)
            throws RefusedException, StoreException;
}
