package org.corelink.host.cli;

import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.Members;
import org.corelink.host.ca.RequestRules;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.JoinException;
import org.corelink.host.join.RegisteredMembers;
import org.corelink.host.join.RenewalServer;
import org.corelink.host.join.RenewalServer.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Answers the machines that the CA of this one has let in; listens from the first of them on. SHELL; calls one after the
 * other.
 */
final class MemberService implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MemberService.class.getName());

    private final CertificateStore store;
    private final Machine machine;
    private final int port;
    private final OnceEach once = new OnceEach();
    private volatile @Nullable RenewalServer server;
    private volatile boolean isBroken;

    MemberService(CertificateStore store, Machine machine, int port) {
        this.store = store;
        this.machine = machine;
        this.port = port;
    }

    /** Whether it listens. */
    boolean isOpen() {
        return server != null;
    }

    /**
     * Listens if there is anybody to answer, as {@code self} is called and certified now.
     *
     * @throws StoreException if the CA must not be used
     * @throws JoinException if the port cannot be had
     */
    void keep(HostNames self) throws StoreException, JoinException {
        Members members = store.members(self);
        if (isBroken) {
            close();
        }
        RenewalServer running = server;
        if (running == null && members.names().isEmpty()) {
            return;
        }
        Enrolment enrolment = store.enrolment(self);
        Identity identity = new Identity(enrolment.identity(), new RequestRules(enrolment.constraints(), self));
        if (running != null) {
            running.update(identity);
            return;
        }
        server = RenewalServer.open(port, identity, new RegisteredMembers(members), machine.clock(), new Told());
        LOG.log(System.Logger.Level.INFO, "machines that have joined are answered on port {0,number,#}", port);
    }

    private final class Told implements RenewalServer.Events {
        @Override
        public void onRefusal(String address, String why) {
            if (once.isNew(address + " " + why)) {
                LOG.log(System.Logger.Level.WARNING, "{0} is given nothing: {1}", address, why);
            }
        }

        @Override
        public void onEnd(Exception why) {
            LOG.log(System.Logger.Level.WARNING, "answering machines that have joined begins anew", why);
            isBroken = true;
        }
    }

    @Override
    public void close() {
        RenewalServer running = server;
        if (running != null) {
            running.close();
        }
        server = null;
        isBroken = false;
    }
}
