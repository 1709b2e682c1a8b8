@NullMarked
package org.corelink.manager;

import org.jspecify.annotations.NullMarked;
