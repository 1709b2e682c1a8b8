package org.corelink.host.check;

import java.nio.file.Path;

/**
 * The person who runs CoreLink.
 *
 * @param name account
 * @param home home directory
 * @param sudo whether the process runs as root by sudo on behalf of this account
 */
public record InvokingUser(String name, Path home, boolean sudo) {}
