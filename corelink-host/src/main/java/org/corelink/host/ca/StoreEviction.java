package org.corelink.host.ca;

import java.util.List;
import org.corelink.manager.Eviction;
import org.corelink.manager.RefusedEvictionException;

/**
 * Evicts by the files of this machine: new keys in its own folder, and one name less on the register of its CA. The CA's key is
 * not read. SHELL; safe for any number of threads and processes.
 */
public final class StoreEviction implements Eviction {
    private final CertificateStore store;
    private final HostNames names;

    /** Nothing is read or written yet. */
    public StoreEviction(CertificateStore store, HostNames names) {
        this.store = store;
        this.names = names;
    }

    @Override
    public Evicted evict(String node) throws RefusedEvictionException {
        try {
            Enrolment enrolment = store.enrolment(names);
            enrolment.requireOwnCa();
            GroupKeyStore keys = store.groupKeys(names);
            keys.require();
            List<String> members = enrolment.members();
            if (!members.contains(node)) {
                throw new RefusedEvictionException(
                        "No machine " + node + " was let in from here. Let in were: "
                                + (members.isEmpty() ? "none" : String.join(", ", members)),
                        null);
            }
            // The keys first: whoever is struck off is out.
            Sealing renewed = keys.renew();
            enrolment.strike(node);
            return new Evicted(
                    renewed.keyring().current().epoch(),
                    members.stream().filter(member -> !member.equals(node)).toList());
        } catch (StoreException e) {
            throw new RefusedEvictionException(String.valueOf(e.getMessage()), e);
        }
    }
}
