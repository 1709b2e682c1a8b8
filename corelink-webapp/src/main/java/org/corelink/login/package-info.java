/** Who may come in: the only door is {@link org.corelink.login.PamLoginModule}. */
@NullMarked
package org.corelink.login;

import org.jspecify.annotations.NullMarked;
