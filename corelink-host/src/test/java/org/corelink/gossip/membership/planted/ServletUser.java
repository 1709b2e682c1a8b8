package org.corelink.gossip.membership.planted;

import jakarta.servlet.ServletContext;

record ServletUser(ServletContext context) {}
