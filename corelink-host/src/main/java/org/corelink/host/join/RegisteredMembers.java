package org.corelink.host.join;

import java.security.cert.X509Certificate;
import java.util.List;
import org.corelink.gossip.Keyring;
import org.corelink.host.ca.Members;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.SigningRequest;
import org.corelink.host.ca.StoreException;

/** The CA of this machine, for those that it has let in. */
public record RegisteredMembers(Members members) implements MemberCa {
    @Override
    public Keyring keysFor(X509Certificate presented) throws RefusedException, StoreException {
        return members.keysFor(presented);
    }

    @Override
    public List<X509Certificate> renew(SigningRequest request, X509Certificate presented)
            throws RefusedException, StoreException {
        return members.renew(request, presented);
    }
}
