/** Who may use the API: whoever has signed in, a program that sends a password, or one that sends a token. */
@NullMarked
package org.corelink.api.access;

import org.jspecify.annotations.NullMarked;
