/** Builds and starts everything that has a thread, a socket or a file: the only place that does. */
@NullMarked
package org.corelink.server;

import org.jspecify.annotations.NullMarked;
