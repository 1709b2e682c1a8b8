/** What has happened in the cluster: a bounded log, kept in memory, of what membership, GPUs, clocks and datagrams tell. */
@NullMarked
package org.corelink.cluster.event;

import org.jspecify.annotations.NullMarked;
