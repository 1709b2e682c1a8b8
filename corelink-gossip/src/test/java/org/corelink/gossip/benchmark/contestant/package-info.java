/**
 * Who is measured: how each is started and what its nodes show of each other. To add one is to write a {@link
 * org.corelink.gossip.benchmark.contestant.Contestant}.
 */
@NullMarked
package org.corelink.gossip.benchmark.contestant;

import org.jspecify.annotations.NullMarked;
