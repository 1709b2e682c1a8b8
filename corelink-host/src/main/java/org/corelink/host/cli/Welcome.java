package org.corelink.host.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.server.Version;

/** What a person needs to open a console that has just been started. */
final class Welcome {
    private static final int HTTPS = 443;

    private final Terminal terminal;

    Welcome(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(HostNames names, int port, NodeCertificate certificate) {
        terminal.print("CoreLink " + Version.CURRENT + " on " + names.name());
        String behind = port == HTTPS ? "/" : ":" + port + "/";
        if (HostNames.isDnsName(names.name())) {
            terminal.print("  https://" + names.name() + behind);
        }
        names.addresses().stream()
                .filter(address -> !address.isLoopbackAddress())
                .forEach(address -> terminal.print("  https://" + inUrl(address) + behind));
        terminal.print("  https://localhost" + behind);
        terminal.print("CA certificate " + certificate.ca().file() + (certificate.caIsNew() ? " (new)" : ""));
        terminal.print("CA SHA-256     " + certificate.ca().fingerprint());
        if (certificate.issuedBecause() != null) {
            terminal.print("New certificate for this node (" + certificate.issuedBecause() + ")");
        }
        if (certificate.duty() != null) {
            terminal.complain(certificate.duty());
        }
        if (!certificate.leftOut().isEmpty()) {
            terminal.complain("The certificate is not good for " + String.join(", ", certificate.leftOut())
                    + ": browsers will refuse the console under it. Use another name or address of this machine.");
        }
    }

    private static String inUrl(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
