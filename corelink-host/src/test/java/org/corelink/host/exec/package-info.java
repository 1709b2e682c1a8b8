/** Programs that end, hang, flood and are missing; and commands that are only recorded. */
@NullMarked
package org.corelink.host.exec;

import org.jspecify.annotations.NullMarked;
