/** Changes of the cluster as server-sent events, for programs. */
@NullMarked
package org.corelink.api.stream;

import org.jspecify.annotations.NullMarked;
