/**
 * A whole cluster in one thread and in virtual time. Everything random comes from one seed, so that every run can be
 * repeated; {@link org.corelink.gossip.simulation.Invariants} looks on after every event.
 */
@NullMarked
package org.corelink.gossip.simulation;

import org.jspecify.annotations.NullMarked;
