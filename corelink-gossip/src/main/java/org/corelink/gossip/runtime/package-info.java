/**
 * The one thread of a node: reads the clock, moves datagrams between transport, wire and membership, and publishes what
 * follows. {@link org.corelink.gossip.runtime.GossipAgent} is one turn of that, without a thread of its own.
 */
@NullMarked
package org.corelink.gossip.runtime;

import org.jspecify.annotations.NullMarked;
