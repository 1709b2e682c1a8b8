/** What is released: how it is packed, installed and run. */
@NullMarked
package org.corelink.host.release;

import org.jspecify.annotations.NullMarked;
