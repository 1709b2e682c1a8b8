package org.corelink.host.ca;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which names and addresses a machine is reached.
 *
 * @param name its host name, as {@code hostname} prints it or as the user chose it
 * @param qualifiedName its fully qualified name; null if it has none
 * @param domain a domain that the user names as the cluster's; null = none
 * @param attached for every address of its network interfaces: the address and the network behind it
 */
public record HostNames(
        String name,
        @Nullable String qualifiedName,
        @Nullable String domain,
        List<Attachment> attached) {
    private static final Pattern LABELS =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Takes an immutable copy of the list. */
    public HostNames {
        attached = List.copyOf(attached);
    }

    /**
     * One address of a network interface.
     *
     * @param address the address
     * @param prefixLength length of the network's prefix in bits
     */
    public record Attachment(InetAddress address, int prefixLength) {
        /** Drops the name and the zone of the address, which mean nothing on other machines. */
        public Attachment {
            address = Network.address(address.getAddress());
        }
    }

    /** The same machine with other addresses. */
    public HostNames attachedTo(List<Attachment> addresses) {
        return new HostNames(name, qualifiedName, domain, addresses);
    }

    /** Whether {@code name} can be a DNS name, in any case of letters. */
    public static boolean isDnsName(String name) {
        return LABELS.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** The DNS names, in lower case: its own ones in every form, then {@code localhost}. */
    public List<String> dnsNames() {
        Set<String> names = new LinkedHashSet<>(ownDnsNames());
        names.add("localhost");
        return List.copyOf(names);
    }

    /** The DNS names that lead to this machine from others, in lower case. */
    List<String> ownDnsNames() {
        String full = name.toLowerCase(Locale.ROOT);
        String first = full.contains(".") ? full.substring(0, full.indexOf('.')) : full;
        Set<String> names = new LinkedHashSet<>(List.of(full, first, first + ".local"));
        if (qualifiedName != null) {
            names.add(qualifiedName.toLowerCase(Locale.ROOT));
        }
        if (domain != null) {
            names.add(first + "." + domain.toLowerCase(Locale.ROOT));
        }
        return names.stream().filter(HostNames::isDnsName).toList();
    }

    /** Loopback, then every address that a browser elsewhere can use: IPv6 link-local ones need a zone, so no. */
    public List<InetAddress> addresses() {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        addresses.add(InetAddress.ofLiteral("127.0.0.1"));
        addresses.add(InetAddress.ofLiteral("::1"));
        reachable().forEach(attachment -> addresses.add(attachment.address()));
        return List.copyOf(addresses);
    }

    /** The networks that this machine is attached to. */
    List<Network> networks() {
        return reachable().stream()
                .map(attachment -> new Network(attachment.address(), attachment.prefixLength()))
                .distinct()
                .toList();
    }

    private List<Attachment> reachable() {
        return attached.stream()
                .filter(a -> !a.address().isLoopbackAddress())
                .filter(a ->
                        !(a.address() instanceof Inet6Address && a.address().isLinkLocalAddress()))
                .toList();
    }
}
