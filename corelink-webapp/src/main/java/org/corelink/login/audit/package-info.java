/** What was done by whom, one line each. */
@NullMarked
package org.corelink.login.audit;

import org.jspecify.annotations.NullMarked;
