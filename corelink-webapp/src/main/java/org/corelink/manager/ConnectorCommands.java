package org.corelink.manager;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The commands that are about the way in. */
final class ConnectorCommands {
    private final ConnectorControl connector;

    private ConnectorCommands(ConnectorControl connector) {
        this.connector = connector;
    }

    static List<Command> of(ConnectorControl connector) {
        ConnectorCommands commands = new ConnectorCommands(connector);
        return List.of(
                Command.plain(
                        "sslConnectorCerts",
                        Effect.READS,
                        "Tells the certificate that clients are shown, and those that vouch for it.",
                        _ -> commands.certificates()),
                Command.plain(
                        "sslConnectorCiphers",
                        Effect.READS,
                        "Tells the versions of TLS and the cipher suites that can be agreed on.",
                        _ -> commands.ciphers()),
                Command.plain(
                        "sslReload",
                        Effect.CHANGES,
                        "Reads certificate and key anew; connections that are open stay as they are.",
                        _ -> commands.reload()));
    }

    private Answer certificates() {
        List<String> lines = new ArrayList<>();
        lines.add(connector.name());
        for (X509Certificate certificate : connector.certificates()) {
            lines.add("Subject: [" + certificate.getSubjectX500Principal() + "]");
            lines.add("  Issuer: [" + certificate.getIssuerX500Principal() + "]");
            lines.add("  Serial number: [" + certificate.getSerialNumber().toString(16) + "]");
            lines.add("  Valid from: [" + certificate.getNotBefore().toInstant() + "]");
            lines.add("  Valid until: [" + certificate.getNotAfter().toInstant() + "]");
            lines.add("  SHA-256: [" + fingerprint(certificate) + "]");
        }
        return Answer.ok("Connector / Certificate Chain information", lines);
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate in use can be encoded", e);
        }
    }

    private Answer ciphers() {
        List<String> lines = new ArrayList<>();
        lines.add(connector.name());
        connector.protocols().forEach(protocol -> lines.add("Protocol: [" + protocol + "]"));
        connector.ciphers().forEach(cipher -> lines.add("  " + cipher));
        return Answer.ok("Connector / SSL Cipher information", lines);
    }

    private Answer reload() {
        try {
            connector.reloadTls();
            return Answer.ok("Certificate and key are read anew");
        } catch (IOException e) {
            return Answer.failed("The old certificate stays, for the files cannot be used: " + e.getMessage());
        }
    }
}
