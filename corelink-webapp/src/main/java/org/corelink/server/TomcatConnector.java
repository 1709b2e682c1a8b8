package org.corelink.server;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.corelink.manager.ConnectorControl;

/** The running connector, as the manager sees it. */
final class TomcatConnector implements ConnectorControl {
    /** Tomcat gives keys from PEM files this name, unless they are named otherwise. */
    private static final String ALIAS = "tomcat";

    private final Connector connector;
    private final ServerConfig config;

    TomcatConnector(Connector connector, ServerConfig config) {
        this.connector = connector;
        this.config = config;
    }

    private Http11NioProtocol protocol() {
        return (Http11NioProtocol) connector.getProtocolHandler();
    }

    private SSLHostConfig tls() {
        return Arrays.stream(protocol().findSslHostConfigs()).findFirst().orElseThrow();
    }

    @Override
    public String name() {
        return "https-" + connector.getLocalPort();
    }

    @Override
    public List<X509Certificate> certificates() {
        SSLHostConfigCertificate certificate =
                tls().getCertificates().stream().findFirst().orElseThrow();
        SSLContext context = certificate.getSslContext();
        X509Certificate[] chain = context.getCertificateChain(
                Optional.ofNullable(certificate.getCertificateKeyAlias()).orElse(ALIAS));
        return chain == null ? List.of() : List.of(chain);
    }

    @Override
    public List<String> protocols() {
        return Arrays.stream(tls().getEnabledProtocols()).sorted().toList();
    }

    @Override
    public List<String> ciphers() {
        return List.of(tls().getEnabledCiphers());
    }

    @Override
    public long connections() {
        return protocol().getConnectionCount();
    }

    @Override
    public void reloadTls() throws IOException {
        try {
            TlsConnector.reload(connector, TlsFiles.of(config), config.leastTls());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
