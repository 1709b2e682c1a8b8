/** Commands, their options, what they print, and the exit codes. */
@NullMarked
package org.corelink.host.cli;

import org.jspecify.annotations.NullMarked;
