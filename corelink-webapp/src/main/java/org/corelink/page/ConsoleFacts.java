package org.corelink.page;

import org.corelink.gossip.Mode;

/**
 * What pages tell about the server itself; does not change while it runs.
 *
 * @param machine name of this machine in the cluster
 * @param authority name of the cluster's certificate authority, by which people tell one cluster from another
 * @param caFingerprint SHA-256 of the CA's certificate, as colon-separated hexadecimal
 * @param mode which formats of gossip this machine speaks
 * @param version of CoreLink
 * @param boot tells this run of the server from the next
 */
public record ConsoleFacts(
        String machine, String authority, String caFingerprint, Mode mode, String version, String boot) {}
