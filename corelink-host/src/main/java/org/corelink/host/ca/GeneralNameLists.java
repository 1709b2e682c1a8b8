package org.corelink.host.ca;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;

/** The two extensions of X.509 that list names and addresses, to and from ASN.1. */
final class GeneralNameLists {
    private GeneralNameLists() {}

    /** Subject alternative names. */
    static GeneralNames toExtension(NodeProfile node) {
        return new GeneralNames(Stream.concat(
                        node.dnsNames().stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        node.addresses().stream().map(InetAddress::getAddress).map(GeneralNameLists::address))
                .toArray(GeneralName[]::new));
    }

    /** Name constraints, all of them permitting. */
    static org.bouncycastle.asn1.x509.NameConstraints toExtension(NameConstraints constraints) {
        GeneralSubtree[] permitted = Stream.concat(
                        constraints.dnsNames().stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        constraints.networks().stream()
                                .map(Network::toConstraint)
                                .map(GeneralNameLists::address))
                .map(GeneralSubtree::new)
                .toArray(GeneralSubtree[]::new);
        return new org.bouncycastle.asn1.x509.NameConstraints(permitted, null);
    }

    /**
     * What {@code ca} may vouch for: everything, if it has no name constraints.
     *
     * @throws IllegalArgumentException if it has broken ones
     */
    static NameConstraints constraintsOf(X509Certificate ca) {
        byte[] extension = ca.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return NameConstraints.NONE;
        }
        byte[] content = ASN1OctetString.getInstance(extension).getOctets();
        List<String> dnsNames = new ArrayList<>();
        List<Network> networks = new ArrayList<>();
        for (GeneralSubtree subtree :
                org.bouncycastle.asn1.x509.NameConstraints.getInstance(content).getPermittedSubtrees()) {
            GeneralName name = subtree.getBase();
            if (name.getTagNo() == GeneralName.dNSName) {
                dnsNames.add(name.getName().toString());
            } else if (name.getTagNo() == GeneralName.iPAddress) {
                networks.add(Network.ofConstraint(
                        ASN1OctetString.getInstance(name.getName()).getOctets()));
            }
        }
        return new NameConstraints(dnsNames, networks);
    }

    private static GeneralName address(byte[] bytes) {
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes));
    }
}
