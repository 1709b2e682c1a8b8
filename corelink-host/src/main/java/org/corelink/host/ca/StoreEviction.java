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
            store.enrolment(names).requireOwnCa();
            store.groupKeys(names).require();
            Members members = store.members(names);
            List<String> all = members.names();
            if (!all.contains(node)) {
                throw new RefusedEvictionException(
                        "No machine " + node + " was let in from here. Let in were: "
                                + (all.isEmpty() ? "none" : String.join(", ", all)),
                        null);
            }
            int epoch = members.putOut(node).current().epoch();
            return new Evicted(
                    epoch, all.stream().filter(member -> !member.equals(node)).toList());
        } catch (StoreException e) {
            throw new RefusedEvictionException(String.valueOf(e.getMessage()), e);
        }
    }
}
