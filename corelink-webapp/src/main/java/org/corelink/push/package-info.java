/** What keeps an open page fresh: when to push, what to push, and the channel. */
@NullMarked
package org.corelink.push;

import org.jspecify.annotations.NullMarked;
