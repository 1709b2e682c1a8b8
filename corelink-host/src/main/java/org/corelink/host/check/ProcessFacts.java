package org.corelink.host.check;

/**
 * What was found out about this process and what it may do.
 *
 * @param user who runs CoreLink
 * @param root whether the process has uid 0
 * @param lowPortsAllowed whether the process may bind every port, as root or by CAP_NET_BIND_SERVICE
 * @param firstFreePort lowest port that everyone may bind ({@code net.ipv4.ip_unprivileged_port_start})
 * @param pamLibrary whether Linux-PAM is installed
 * @param pamService the PAM service to ask unless another one is chosen
 */
public record ProcessFacts(
        InvokingUser user,
        boolean root,
        boolean lowPortsAllowed,
        int firstFreePort,
        boolean pamLibrary,
        String pamService) {}
