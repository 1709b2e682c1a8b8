/** The one door to external programs: a command as a value, a port that runs it, and its end as a value. */
@NullMarked
package org.corelink.host.exec;

import org.jspecify.annotations.NullMarked;
