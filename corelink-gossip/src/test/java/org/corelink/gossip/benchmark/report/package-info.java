/** PURE. What a cluster benchmark has measured, what was to be reached, and the table of both. */
@NullMarked
package org.corelink.gossip.benchmark.report;

import org.jspecify.annotations.NullMarked;
