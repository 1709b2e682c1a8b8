package org.corelink.server;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** The one way in: HTTPS with TLS 1.3, 1.2 too where that is wanted, HTTP/1.1 for WebSockets and HTTP/2 for everything else. */
final class TlsConnector {
    private static final String COMPRESSIBLE = "text/html,text/css,text/plain,text/xml,text/javascript,"
            + "application/javascript,application/json,application/problem+json,application/openmetrics-text,"
            + "image/svg+xml";
    private static final int MAX_POST_BYTES = 256 * 1024;
    private static final int MAX_PARAMETERS = 1_000;

    /** What serves a connection takes 60 kB, which after a rush of a thousand need not be kept for the next. */
    private static final int SPARE_PROCESSORS = 32;

    /** Of silence, in the middle of a request or of an answer: whoever is slower has gone. */
    private static final int STALLED_MILLIS = 10_000;

    /** Between two requests: a browser's spare connections need not be made anew for every click. */
    private static final int IDLE_MILLIS = 60_000;

    private TlsConnector() {}

    /** A connector that is not bound yet; it fails loudly when it cannot be. */
    static Connector of(ServerConfig config, TlsFiles files) {
        Http11NioProtocol http11 = new Http11NioProtocol();
        http11.setSSLEnabled(true);
        http11.addUpgradeProtocol(new Http2Protocol());
        http11.setConnectionTimeout(STALLED_MILLIS);
        http11.setKeepAliveTimeout(IDLE_MILLIS);
        http11.setProcessorCache(SPARE_PROCESSORS);
        http11.setCompression("on");
        http11.setCompressibleMimeType(COMPRESSIBLE);
        http11.addSslHostConfig(tls(files, config.leastTls()));
        Connector connector = new Connector(http11);
        connector.setPort(config.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setThrowOnFailure(true);
        connector.setXpoweredBy(false);
        connector.setMaxPostSize(MAX_POST_BYTES);
        connector.setProperty("useVirtualThreads", "true");
        connector.setMaxParameterCount(MAX_PARAMETERS);
        return connector;
    }

    /**
     * Uses other files for new connections; those that are open stay as they are.
     *
     * @throws IllegalArgumentException if the files cannot be used; the old ones stay in use then
     */
    static void reload(Connector connector, TlsFiles files, LeastTls least) {
        ((Http11NioProtocol) connector.getProtocolHandler()).addSslHostConfig(tls(files, least), true);
    }

    private static SSLHostConfig tls(TlsFiles files, LeastTls least) {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols(least.protocols());
        tls.setCiphers(LeastTls.SUITES);
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateFile(files.certificate().toString());
        certificate.setCertificateKeyFile(files.privateKey().toString());
        tls.addCertificate(certificate);
        return tls;
    }
}
