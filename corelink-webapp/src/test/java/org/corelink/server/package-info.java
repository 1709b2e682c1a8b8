/** The server from outside and inside. */
@NullMarked
package org.corelink.server;

import org.jspecify.annotations.NullMarked;
