/** How fast one may guess passwords. Pure. */
@NullMarked
package org.corelink.login.throttle;

import org.jspecify.annotations.NullMarked;
