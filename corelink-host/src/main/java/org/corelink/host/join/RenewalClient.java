package org.corelink.host.join;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.corelink.gossip.Keyring;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.IssuedChain;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.Membership;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.RefusedException;
import org.corelink.host.ca.SigningRequest;

/** The end of a machine that has joined. SHELL; each question blocks for at most the deadline of the exchange. */
public final class RenewalClient {
    private final Endpoint where;
    private final Membership membership;
    private final InstantSource clock;

    /** Asks at {@code where} by what {@code membership} has. */
    public RenewalClient(Endpoint where, Membership membership, InstantSource clock) {
        this.where = where;
        this.membership = membership;
        this.clock = clock;
    }

    /**
     * The cluster's keys as they are now.
     *
     * @throws JoinException in words, whatever goes wrong
     */
    public Keyring keys() throws JoinException {
        return ask(socket -> exchange(socket, Optional.empty()).keyring());
    }

    /**
     * Another certificate, for {@code keys} and for what {@code self} is called now.
     *
     * @throws JoinException in words, whatever goes wrong
     */
    public KeyedCertificate renew(HostNames self, KeyPair keys) throws JoinException {
        NodeProfile wanted = membership.wanted(self);
        return ask(socket -> {
            RenewalAnswer answer = exchange(socket, Optional.of(Bytes.of(SigningRequest.encode(wanted, keys))));
            byte[] chain = answer.chain()
                    .orElseThrow(() -> new RefusedException("It sent no certificate."))
                    .toArray();
            return IssuedChain.read(chain, membership.ca(), keys, wanted, clock.instant());
        });
    }

    /**
     * Finds out whether the machine with the CA is there, and asks nothing.
     *
     * @throws JoinException in words, if it is not
     */
    public void greet() throws JoinException {
        ask(_ -> true);
    }

    private interface Question<T> {
        T ask(SSLSocket socket) throws IOException, RefusedException;
    }

    private <T> T ask(Question<T> question) throws JoinException {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("renewal-deadline").factory());
                SSLSocket socket = connect();
                Tls.Limit _ = Tls.limit(socket, timer)) {
            Tls.shake(socket);
            return question.ask(socket);
        } catch (RefusedException e) {
            throw new JoinException(membership.issuer() + " gives this machine nothing new. " + e.getMessage(), e);
        } catch (SSLException e) {
            throw new JoinException(
                    "What answers at " + where + " is not " + membership.issuer()
                            + ", whose CA this machine has joined ("
                            + e.getMessage() + "). Nothing was sent. Say where it is: corelink --regen-cert --ca-server"
                            + " HOST; or set the clock that is wrong: timedatectl set-ntp true",
                    e);
        } catch (IOException e) {
            throw new JoinException(
                    membership.issuer() + " was asked at " + where + " and broke off (" + e.getMessage() + ").", e);
        }
    }

    private RenewalAnswer exchange(SSLSocket socket, Optional<Bytes> signingRequest)
            throws IOException, RefusedException {
        Tls.send(socket, new RenewalRequest(clock.instant(), signingRequest).encode());
        return RenewalAnswer.decode(Tls.receive(socket));
    }

    private SSLSocket connect() throws JoinException, IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(where.host(), where.port()), (int) Tls.DEADLINE.toMillis());
        } catch (IOException e) {
            plain.close();
            throw JoinException.caAway(membership.issuer(), where, e);
        }
        return (SSLSocket) Tls.context(membership.pair(), new IssuerTrust(membership.ca(), membership.issuer(), clock))
                .getSocketFactory()
                .createSocket(plain, where.host(), where.port(), true);
    }
}
