/**
 * How a further machine joins: the token and its proofs, what is asked and answered (pure), and the TLS connection that it
 * goes over.
 */
@NullMarked
package org.corelink.host.join;

import org.jspecify.annotations.NullMarked;
