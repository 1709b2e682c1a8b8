/**
 * The cluster's certificate authority and this node's certificate: what they say (pure), how they are made, and the
 * folder that keeps them.
 *
 * <p>{@link org.corelink.host.ca.CertificateStore} and {@link org.corelink.host.ca.GuardedFiles} touch files; everything
 * else is given the time and the source of randomness.
 */
@NullMarked
package org.corelink.host.ca;

import org.jspecify.annotations.NullMarked;
