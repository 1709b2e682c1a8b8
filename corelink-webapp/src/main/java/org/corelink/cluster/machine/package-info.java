/** One machine in full: everything that is known of it as labelled values, for the page of that machine. */
@NullMarked
package org.corelink.cluster.machine;

import org.jspecify.annotations.NullMarked;
