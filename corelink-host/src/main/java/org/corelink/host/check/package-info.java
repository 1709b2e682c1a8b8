/** What CoreLink needs from a machine: facts, gathered by a shell, and findings, drawn from them by a pure function. */
@NullMarked
package org.corelink.host.check;

import org.jspecify.annotations.NullMarked;
