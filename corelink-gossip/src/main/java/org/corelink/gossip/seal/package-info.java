/**
 * The sealed wire format: encryption, authentication and signatures around the messages of
 * {@link org.corelink.gossip.wire}. Pure: no clock, socket, thread or randomness, and no cryptography but the JDK's.
 *
 * <p>{@link org.corelink.gossip.seal.SealedFormat} is the way in. What it decodes was written by a holder of the group
 * key, has not been altered and has not come before; an inventory or a goodbye was written by the very node that it is
 * about. {@link org.corelink.gossip.seal.Relay} keeps datagrams of others to pass them on.
 */
@NullMarked
package org.corelink.gossip.seal;

import org.jspecify.annotations.NullMarked;
