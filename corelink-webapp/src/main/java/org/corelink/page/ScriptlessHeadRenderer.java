package org.corelink.page;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import org.primefaces.config.PrimeConfiguration;
import org.primefaces.context.PrimeRequestContext;
import org.primefaces.renderkit.HeadRenderer;

/** PrimeFaces' head without the inline scripts for its widgets, of which there are none, and which the policy would refuse. */
public final class ScriptlessHeadRenderer extends HeadRenderer {
    @Override
    protected void encodeSettingScripts(
            FacesContext context, PrimeRequestContext request, PrimeConfiguration config, ResponseWriter writer) {
        // Nobody reads the settings.
    }

    @Override
    protected void encodeInitScripts(
            FacesContext context, PrimeRequestContext request, PrimeConfiguration config, ResponseWriter writer) {
        // Nothing is to be started.
    }
}
