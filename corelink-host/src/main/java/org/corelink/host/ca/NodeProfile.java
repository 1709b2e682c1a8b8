package org.corelink.host.ca;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node's certificate says about the node.
 *
 * @param commonName the node's name
 * @param dnsNames subject alternative names, in lower case
 * @param addresses subject alternative addresses
 */
public record NodeProfile(String commonName, List<String> dnsNames, List<InetAddress> addresses) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** Takes immutable copies of the lists. */
    public NodeProfile {
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }

    /** Everything of {@code host} that {@code constraints} permit. */
    public static NodeProfile of(HostNames host, NameConstraints constraints) {
        return new NodeProfile(
                host.name(),
                host.dnsNames().stream().filter(constraints::permits).toList(),
                host.addresses().stream().filter(constraints::permits).toList());
    }

    /** The names and addresses of {@code host} that this profile lacks, for a person to read. */
    public List<String> missing(HostNames host) {
        Set<String> has = names();
        return new NodeProfile(host.name(), host.dnsNames(), host.addresses())
                .names().stream().filter(name -> !has.contains(name)).sorted().toList();
    }

    /** Names and addresses as text. */
    Set<String> names() {
        return Stream.concat(dnsNames.stream(), addresses.stream().map(InetAddress::getHostAddress))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names and addresses that a certificate is good for, as text. */
    static Set<String> namesOf(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                String value = String.valueOf(alternative.get(1));
                if (alternative.getFirst() instanceof Integer type) {
                    switch (type) {
                        case DNS_NAME -> names.add(value);
                        case IP_ADDRESS ->
                            names.add(InetAddress.ofLiteral(value).getHostAddress());
                        default -> {}
                    }
                }
            }
        } catch (GeneralSecurityException e) {
            // Unreadable names are missing names: the certificate is made anew.
            return Set.of();
        }
        return names;
    }
}
