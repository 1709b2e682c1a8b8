/**
 * Who is there: one state machine, driven by messages and by time that is passed in. Pure: no clock, socket, thread or
 * unseeded randomness, so that a simulation can run hundreds of members in one thread and repeat every run.
 *
 * <p>{@link org.corelink.gossip.membership.Membership} is the door; {@link org.corelink.gossip.membership.Timing} holds
 * every interval and formula; {@link org.corelink.gossip.membership.Recency} decides which of two states is newer.
 */
@NullMarked
package org.corelink.gossip.membership;

import org.jspecify.annotations.NullMarked;
