/** The command line on the host: its entry point. */
@NullMarked
package org.corelink.host;

import org.jspecify.annotations.NullMarked;
