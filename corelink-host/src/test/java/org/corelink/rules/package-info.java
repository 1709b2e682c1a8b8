/** The rules of architecture.md and of the code format, held over all modules. */
@NullMarked
package org.corelink.rules;

import org.jspecify.annotations.NullMarked;
