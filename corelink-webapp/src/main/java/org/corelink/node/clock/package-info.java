/** How far this machine's clock is from NTP time, as the host's own time service or a configured server tells. */
@NullMarked
package org.corelink.node.clock;

import org.jspecify.annotations.NullMarked;
