/**
 * How a further machine joins, and later gets new keys and certificates: the token and its proofs, what is asked and answered
 * (pure), and the TLS connections that it goes over.
 */
@NullMarked
package org.corelink.host.join;

import org.jspecify.annotations.NullMarked;
