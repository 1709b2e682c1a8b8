package org.corelink.node.planted;

import org.corelink.server.Rehearsal;

record RehearsalUser(Rehearsal rehearsal) {}
