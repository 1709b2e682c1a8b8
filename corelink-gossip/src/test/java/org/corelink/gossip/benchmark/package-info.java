/**
 * Whole clusters, measured: real processes on a LAN of network namespaces, of this library and of others beside it, and
 * one table of what was reached and what was to be. Needs root. Started by {@code ./verify --cluster-benchmark}.
 */
@NullMarked
package org.corelink.gossip.benchmark;

import org.jspecify.annotations.NullMarked;
