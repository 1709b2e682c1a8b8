package org.corelink.login;

import java.util.Set;
import org.corelink.login.pam.PamAnswer;

/** Decides which roles an account has now. Any thread. */
@FunctionalInterface
public interface Roles {
    /** The highest role and those below it; empty for a person who may not come in. */
    Set<Role> of(PamAnswer.Granted granted);
}
