/** Certificates against the JDK's validator, openssl, damaged files and crowds. */
@NullMarked
package org.corelink.host.ca;

import org.jspecify.annotations.NullMarked;
