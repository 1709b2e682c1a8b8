package org.corelink.node.planted;

import jakarta.faces.context.FacesContext;

record FacesUser(FacesContext context) {}
