package org.corelink.page;

/**
 * What pages tell about the server itself; does not change while it runs.
 *
 * @param machine name of this machine in the cluster
 * @param version of CoreLink
 * @param boot tells this run of the server from the next
 * @param caFingerprint SHA-256 of the CA's certificate, as colon-separated hexadecimal
 */
public record ConsoleFacts(String machine, String version, String boot, String caFingerprint) {}
