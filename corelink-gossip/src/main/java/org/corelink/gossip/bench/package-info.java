/**
 * One member as a process of its own, for measurements of whole clusters: {@code gossip-node.jar}. Not in the library's
 * jar, and nothing of the library knows it.
 */
@NullMarked
package org.corelink.gossip.bench;

import org.jspecify.annotations.NullMarked;
