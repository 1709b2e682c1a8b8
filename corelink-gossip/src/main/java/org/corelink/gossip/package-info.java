/**
 * Membership and state sharing for a LAN: every node multicasts a heartbeat that carries a small payload, and every
 * node knows all others and their latest payload. No server, no configuration.
 *
 * <p><b>Threads.</b> One thread per {@link org.corelink.gossip.GossipNode} does all receiving, deciding and sending.
 * {@link org.corelink.gossip.GossipListener} is called on it and must return quickly. Every other public method may be
 * called on any thread and does not block; everything that it returns is immutable.
 *
 * <p><b>Not promised.</b> Delivery, order or freshness beyond what the {@linkplain org.corelink.gossip.MemberState
 * state} of a member says; in the open format, neither origin nor integrity: any machine of the LAN can appear.
 */
@NullMarked
package org.corelink.gossip;

import org.jspecify.annotations.NullMarked;
