/** What a person asks of the table: which rows, in what order, with which columns. Pure. */
@NullMarked
package org.corelink.cluster.query;

import org.jspecify.annotations.NullMarked;
