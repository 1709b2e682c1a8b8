/**
 * What programs are told: the cluster as JSON, its events, its metrics. {@link org.corelink.api.Api} maps a question to an
 * answer and is pure; the servlets around it only carry both.
 */
@NullMarked
package org.corelink.api;

import org.jspecify.annotations.NullMarked;
