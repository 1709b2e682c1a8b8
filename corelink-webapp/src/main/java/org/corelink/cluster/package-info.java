/** The whole cluster as one immutable value, and what changed between two of them. */
@NullMarked
package org.corelink.cluster;

import org.jspecify.annotations.NullMarked;
