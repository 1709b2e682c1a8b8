/** The command line, on a machine and a console that stand still. */
@NullMarked
package org.corelink.host.cli;

import org.jspecify.annotations.NullMarked;
