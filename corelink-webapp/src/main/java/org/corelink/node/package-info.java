/** What one machine says about itself: its state, how that is sampled, and how it travels in a payload. */
@NullMarked
package org.corelink.node;

import org.jspecify.annotations.NullMarked;
