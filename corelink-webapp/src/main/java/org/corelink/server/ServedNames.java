package org.corelink.server;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Under which names a server may be asked for. Pure.
 *
 * @param names DNS names in lower case; one that begins with {@code "*."} stands for all with one more label
 */
record ServedNames(Set<String> names) {
    private static final String ANY_LABEL = "*";

    /** Takes an immutable copy. */
    ServedNames {
        names = Set.copyOf(names);
    }

    /**
     * Whether a request for {@code host} may be meant for this server. An address always may: a page of another site cannot
     * make a browser take an address for its own name.
     *
     * @param host of the URL or the header, without the port
     */
    boolean include(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        int dot = name.indexOf('.');
        return names.contains(name) || (dot > 0 && names.contains(ANY_LABEL + name.substring(dot))) || isAddress(host);
    }

    private static boolean isAddress(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
