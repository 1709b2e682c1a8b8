/** The last hour of the whole cluster: the main readings of every GPU and machine, bounded and in memory. */
@NullMarked
package org.corelink.cluster.history;

import org.jspecify.annotations.NullMarked;
