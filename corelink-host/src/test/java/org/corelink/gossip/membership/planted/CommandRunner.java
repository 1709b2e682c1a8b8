package org.corelink.gossip.membership.planted;

import org.apache.commons.exec.CommandLine;

record CommandRunner(CommandLine command) {}
