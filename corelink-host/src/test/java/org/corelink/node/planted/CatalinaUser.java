package org.corelink.node.planted;

import org.apache.catalina.startup.Tomcat;

record CatalinaUser(Tomcat tomcat) {}
