/** Facts and findings. */
@NullMarked
package org.corelink.host.check;

import org.jspecify.annotations.NullMarked;
