/**
 * The only door to PAM and to the host's accounts: in a small process of its own where CoreLink runs as root, so that
 * native code can neither crash nor hang the console.
 *
 * <p>{@link org.corelink.login.pam.AccountCheck} is the port. {@link org.corelink.login.pam.PamProcess} starts
 * {@link org.corelink.login.pam.PamServer} as a child and asks it over a Unix socket in the format of
 * {@link org.corelink.login.pam.PamFrame}; {@link org.corelink.login.pam.PamPool} bounds what is asked at once.
 */
@NullMarked
package org.corelink.login.pam;

import org.jspecify.annotations.NullMarked;
