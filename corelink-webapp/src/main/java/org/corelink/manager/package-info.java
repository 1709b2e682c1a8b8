/**
 * Administration of one server, for people and for scripts. The commands are pure; what they read and change stands behind the ports
 * whose names end in {@code Control}.
 */
@NullMarked
package org.corelink.manager;

import org.jspecify.annotations.NullMarked;
