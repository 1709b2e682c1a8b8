/** The arguments that Docker gets, and what is read from its answers. */
@NullMarked
package org.corelink.host.container;

import org.jspecify.annotations.NullMarked;
