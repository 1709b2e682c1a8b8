/** Breaches of the rules, planted to see that the rules find them. */
@NullMarked
package org.corelink.gpu.planted;

import org.jspecify.annotations.NullMarked;
