/** The cluster in a terminal: what the console tells of it, laid out for a width, once or live. */
@NullMarked
package org.corelink.host.view;

import org.jspecify.annotations.NullMarked;
