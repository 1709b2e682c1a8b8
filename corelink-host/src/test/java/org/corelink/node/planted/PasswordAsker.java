package org.corelink.node.planted;

import org.jvnet.libpam.PAM;

record PasswordAsker(PAM pam) {}
