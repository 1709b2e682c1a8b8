package org.corelink.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Turns away what was sent to another name: a page of another site whose name was made to lead here (DNS rebinding). The names
 * are those of the certificate, and the machine's own.
 */
final class HostNameValve extends ValveBase {
    private static final System.Logger LOG = System.getLogger(HostNameValve.class.getName());
    private static final int MISDIRECTED = 421;
    private static final Integer DNS_NAME = 2;

    private final Path certificate;
    private final String machine;
    private volatile ServedNames names;

    /**
     * Knows the machine's own name at first.
     *
     * @param certificate PEM file; read for the first name that is not known, and again for each further one, as it may have
     *     been renewed
     */
    HostNameValve(Path certificate, String machine) {
        super(true);
        this.certificate = certificate;
        this.machine = machine.toLowerCase(Locale.ROOT);
        names = new ServedNames(Set.of(this.machine, "localhost"));
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String host = request.getServerName();
        if (host == null || !isServed(host)) {
            response.sendError(MISDIRECTED);
            return;
        }
        getNext().invoke(request, response);
    }

    private boolean isServed(String host) {
        if (names.include(host)) {
            return true;
        }
        try {
            names = read();
        } catch (IOException | CertificateException e) {
            LOG.log(System.Logger.Level.WARNING, "the names of the certificate cannot be read: {0}", e.getMessage());
        }
        return names.include(host);
    }

    private ServedNames read() throws IOException, CertificateException {
        Set<String> read = new HashSet<>(Set.of(machine, "localhost"));
        Collection<List<?>> alternatives = PemCertificate.read(certificate).getSubjectAlternativeNames();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            if (DNS_NAME.equals(alternative.getFirst())) {
                read.add(alternative.get(1).toString().toLowerCase(Locale.ROOT));
            }
        }
        return new ServedNames(read);
    }
}
