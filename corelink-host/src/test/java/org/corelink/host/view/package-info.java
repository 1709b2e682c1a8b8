/** Tests of the cluster in a terminal. */
@NullMarked
package org.corelink.host.view;

import org.jspecify.annotations.NullMarked;
