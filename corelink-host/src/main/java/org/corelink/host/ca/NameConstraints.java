package org.corelink.host.ca;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * For which names and addresses a CA may vouch (RFC 5280, 4.2.1.10): whoever trusts it trusts it for nothing else.
 *
 * @param dnsNames names that are permitted together with everything below them, in lower case
 * @param networks ranges of addresses that are permitted
 */
public record NameConstraints(List<String> dnsNames, List<Network> networks) {
    /** Names that no public name server answers: RFC 6762, RFC 8375, ICANN's reservation of {@code internal}. */
    private static final List<String> PRIVATE_NAMES = List.of("localhost", "local", "internal", "lan", "home.arpa");

    /** Private, shared, link-local and loopback ranges: RFC 1918, 6598, 3927, 1122, 4193, 4291. */
    private static final List<Network> PRIVATE_NETWORKS = List.of(
            Network.parse("10.0.0.0/8"),
            Network.parse("172.16.0.0/12"),
            Network.parse("192.168.0.0/16"),
            Network.parse("100.64.0.0/10"),
            Network.parse("169.254.0.0/16"),
            Network.parse("127.0.0.0/8"),
            Network.parse("fc00::/7"),
            Network.parse("fe80::/10"),
            Network.parse("::1/128"));

    /** Of a CA that CoreLink 0.01.x made, which may vouch for everything. The empty name is above all names. */
    static final NameConstraints NONE =
            new NameConstraints(List.of(""), List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0")));

    /** Takes immutable copies of the lists. */
    public NameConstraints {
        dnsNames = List.copyOf(dnsNames);
        networks = List.copyOf(networks);
    }

    /**
     * What a CA made on this machine may vouch for: everything private, the machine's own names, its domain, and the
     * networks that it is attached to, for a LAN with public addresses.
     */
    public static NameConstraints around(HostNames host) {
        Set<String> names = new LinkedHashSet<>(PRIVATE_NAMES);
        if (host.domain() != null) {
            names.add(host.domain());
        }
        NameConstraints narrow = new NameConstraints(List.copyOf(names), PRIVATE_NETWORKS);
        host.ownDnsNames().stream().filter(name -> !narrow.permits(name)).forEach(names::add);
        List<Network> networks = new ArrayList<>(PRIVATE_NETWORKS);
        host.networks().stream()
                .filter(network -> !narrow.permits(network.base()))
                .forEach(networks::add);
        return new NameConstraints(List.copyOf(names), networks);
    }

    /**
     * What the CA with this certificate may vouch for: everything, if it has no name constraints.
     *
     * @throws IllegalArgumentException if it has broken ones
     */
    public static NameConstraints of(X509Certificate ca) {
        return GeneralNameLists.constraintsOf(ca);
    }

    /** Whether a certificate with this name in lower case would be valid. */
    public boolean permits(String dnsName) {
        return dnsNames.stream()
                .anyMatch(permitted ->
                        permitted.isEmpty() || dnsName.equals(permitted) || dnsName.endsWith("." + permitted));
    }

    /** Whether a certificate with this address would be valid. */
    public boolean permits(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
