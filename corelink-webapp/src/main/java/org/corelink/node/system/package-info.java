/** What Linux tells of this machine as a whole, of its disk, and of CoreLink's own process. */
@NullMarked
package org.corelink.node.system;

import org.jspecify.annotations.NullMarked;
