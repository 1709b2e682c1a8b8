package org.corelink.host.ca;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.corelink.gossip.NodeId;

/**
 * What a machine may ask a certificate for: its own names, the address that it comes from, and nothing that belongs to
 * the machine with the CA or that the CA may not vouch for. Pure.
 *
 * @param constraints what the CA may vouch for
 * @param issuer the machine with the CA
 */
public record RequestRules(NameConstraints constraints, HostNames issuer) {
    private static final String LOCALHOST = "localhost";

    /** What a machine may ask for of all that it is called. */
    public static NodeProfile askable(NodeProfile all) {
        List<String> own = all.dnsNames().stream()
                .filter(dnsName -> dnsName.equals(LOCALHOST) || isOf(dnsName, all.commonName()))
                .toList();
        return new NodeProfile(all.commonName(), own, all.addresses());
    }

    /**
     * Checks a request.
     *
     * @param from the address that the request came from
     * @throws RefusedException with the first breach
     */
    public void check(NodeProfile wanted, InetAddress from) throws RefusedException {
        String name = wanted.commonName();
        require(NodeId.isValid(name), "The name of the machine is not 1 to 64 printable characters.");
        require(
                !name.equalsIgnoreCase(issuer.name()),
                "The name " + name + " is that of the machine that invites. Join with another: --hostname NAME");
        for (String dnsName : wanted.dnsNames()) {
            check(dnsName, name);
        }
        for (InetAddress address : wanted.addresses()) {
            check(address);
        }
        require(
                wanted.addresses().contains(from),
                "The request comes from " + from.getHostAddress() + ", which is not among the addresses it names.");
    }

    private void check(String dnsName, String name) throws RefusedException {
        require(HostNames.isDnsName(dnsName), "A name in the request is no DNS name.");
        require(
                dnsName.equals(LOCALHOST) || isOf(dnsName, name),
                "The name " + dnsName + " is not one of " + name + ".");
        require(
                dnsName.equals(LOCALHOST) || !issuer.dnsNames().contains(dnsName),
                "The name " + dnsName + " is that of the machine that invites.");
        require(constraints.permits(dnsName), "The CA may not vouch for the name " + dnsName + ".");
    }

    private void check(InetAddress address) throws RefusedException {
        String text = address.getHostAddress();
        require(
                address.isLoopbackAddress() || !issuer.addresses().contains(address),
                "The address " + text + " is that of the machine that invites.");
        require(constraints.permits(address), "The CA may not vouch for the address " + text + ".");
    }

    /** The name itself, or one whose first label is that of the name. */
    private static boolean isOf(String dnsName, String name) {
        return new HostNames(name, null, null, List.of())
                .dnsNames().stream()
                        .filter(own -> !own.equals(LOCALHOST))
                        .anyMatch(own -> dnsName.equals(own) || dnsName.startsWith(own + "."));
    }

    /**
     * Checks what was issued against what was asked for, on the side of the machine that asked.
     *
     * @param issuedNames names and addresses of the certificate, as text
     * @throws RefusedException if it says anything else
     */
    static void checkIssued(Set<String> issuedNames, NodeProfile wanted) throws RefusedException {
        require(
                issuedNames.equals(wanted.names()),
                "The certificate that came is for other names and addresses than asked for.");
    }

    private static void require(boolean condition, String otherwise) throws RefusedException {
        if (!condition) {
            throw new RefusedException(otherwise);
        }
    }
}
