/** What a person waits for, and what a machine gives, until the console answers. */
@NullMarked
package org.corelink.host.benchmark;

import org.jspecify.annotations.NullMarked;
