/** The cluster and CoreLink itself as metrics for Prometheus. Pure. */
@NullMarked
package org.corelink.api.metrics;

import org.jspecify.annotations.NullMarked;
