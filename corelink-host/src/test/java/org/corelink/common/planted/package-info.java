/** Breaches of the rules, planted to see that the rules find them. */
@NullMarked
package org.corelink.common.planted;

import org.jspecify.annotations.NullMarked;
