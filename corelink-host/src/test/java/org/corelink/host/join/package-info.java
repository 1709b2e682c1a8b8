/** Tests of how a machine joins. */
@NullMarked
package org.corelink.host.join;

import org.jspecify.annotations.NullMarked;
