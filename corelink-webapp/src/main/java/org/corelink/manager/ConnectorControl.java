package org.corelink.manager;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** The way in: TLS and its connections. Any thread. */
public interface ConnectorControl {
    /** Its name, for example {@code https-443}. */
    String name();

    /** The certificate that clients are shown now, then those that vouch for it. */
    List<X509Certificate> certificates();

    /** The versions of TLS that are spoken. */
    List<String> protocols();

    /** The cipher suites that can be agreed on, the preferred first. */
    List<String> ciphers();

    /** Connections that are open now. */
    long connections();

    /**
     * Reads certificate and key anew, for connections to come.
     *
     * @throws IOException if they cannot be used; the old ones stay then
     */
    void reloadTls() throws IOException;
}
