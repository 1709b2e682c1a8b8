/** Measures a console with 254 machines of 8 GPUs, and prints what was measured beside the targets. */
@NullMarked
package org.corelink.server.benchmark;

import org.jspecify.annotations.NullMarked;
