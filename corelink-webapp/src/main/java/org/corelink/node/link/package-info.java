/** The network links of this machine: what they have negotiated, and the best they can do. */
@NullMarked
package org.corelink.node.link;

import org.jspecify.annotations.NullMarked;
