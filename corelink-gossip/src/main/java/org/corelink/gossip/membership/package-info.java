/**
 * Who is there: one state machine, driven by messages and by time that is passed in. Pure: no clock, socket, thread or
 * unseeded randomness, so that a simulation can run hundreds of members in one thread and repeat every run.
 *
 * <p>{@link org.corelink.gossip.membership.Membership} is the door, and shows the flow: what comes in goes to
 * {@code FirstContact} (states and greetings), {@code Liveness} (beats and probes), {@code Accusations} and
 * {@code Comparison} (anti-entropy); what they conclude about a member goes by {@code Statements} (its own word) or
 * {@code Testimony} (the word of others) into the {@code MemberTable}; what this node says itself comes from
 * {@code Broadcast}. {@link org.corelink.gossip.membership.Timing} holds every interval and formula;
 * {@link org.corelink.gossip.membership.Recency} decides which of two states is newer.
 */
@NullMarked
package org.corelink.gossip.membership;

import org.jspecify.annotations.NullMarked;
